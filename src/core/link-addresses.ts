/** Where people can be reached, as far as it is known. */
export type Carriers = {
  publicUrl: string;
  telegramBot: string | null;
  /** There is a WeChat Official Account: its QR codes are pictures of ours. */
  wechat?: boolean | undefined;
  /** The link of the WeCom customer service. */
  wecom?: string | null | undefined;
};

/** One tracking code on every carrier; whichever of them somebody uses, the same code arrives. */
export type LinkAddresses = {
  /** The web chat. */
  chat: string;
  /** The public page of the job, with ways to apply that carry the code on. */
  page: string;
  telegram: string | null;
  /** Opens the customer service in WeChat. */
  wecom: string | null;
  /** Pictures for people to scan in WeChat, and posters with them; null = not configured. */
  wechatQr: string | null;
  wechatPoster: string | null;
  wecomQr: string | null;
  wecomPoster: string | null;
  qrSvg: string;
  qrPng: string;
  posterPng: string;
  posterSvg: string;
};

/** The addresses of a tracking code. A code is base64url, so it needs no escaping anywhere. */
export function addressesOf(
  code: string,
  { publicUrl, telegramBot, wechat, wecom }: Carriers,
): LinkAddresses {
  const picture = (name: string) => `${publicUrl}/j/${code}/${name}`;
  return {
    chat: `${publicUrl}/c/${code}`,
    page: `${publicUrl}/j/${code}`,
    telegram: telegramBot === null ? null : `https://t.me/${telegramBot}?start=${code}`,
    wecom: wecom ? withParameter(wecom, code) : null,
    wechatQr: wechat ? picture("qr-wechat.png") : null,
    wechatPoster: wechat ? picture("poster-wechat.png") : null,
    wecomQr: wecom ? picture("qr-wecom.png") : null,
    wecomPoster: wecom ? picture("poster-wecom.png") : null,
    qrSvg: picture("qr.svg"),
    qrPng: picture("qr.png"),
    posterPng: picture("poster.png"),
    posterSvg: picture("poster.svg"),
  };
}

/** WeCom hands back what stands there as `scene_param`. */
const withParameter = (link: string, code: string): string =>
  `${link}${link.includes("?") ? "&" : "?"}scene_param=${code}`;

/** What a tracking code can look like; anything else is not looked up. */
export const isTrackingCode = (text: string): boolean => /^[\w-]{1,32}$/.test(text);
