/** Where people can be reached, as far as it is known. */
export type Carriers = { publicUrl: string; telegramBot: string | null };

/** One tracking code on every carrier; whichever of them somebody uses, the same code arrives. */
export type LinkAddresses = {
  /** The web chat. */
  chat: string;
  /** The public page of the job, with ways to apply that carry the code on. */
  page: string;
  telegram: string | null;
  /** Scene value for a WeChat QR code or customer-service link: the code itself. */
  wechatScene: string;
  qrSvg: string;
  qrPng: string;
  posterPng: string;
  posterSvg: string;
};

/** The addresses of a tracking code. A code is base64url, so it needs no escaping anywhere. */
export function addressesOf(code: string, { publicUrl, telegramBot }: Carriers): LinkAddresses {
  const picture = (name: string) => `${publicUrl}/j/${code}/${name}`;
  return {
    chat: `${publicUrl}/c/${code}`,
    page: `${publicUrl}/j/${code}`,
    telegram: telegramBot === null ? null : `https://t.me/${telegramBot}?start=${code}`,
    wechatScene: code,
    qrSvg: picture("qr.svg"),
    qrPng: picture("qr.png"),
    posterPng: picture("poster.png"),
    posterSvg: picture("poster.svg"),
  };
}

/** What a tracking code can look like; anything else is not looked up. */
export const isTrackingCode = (text: string): boolean => /^[\w-]{1,32}$/.test(text);
