import type { LinkAddresses } from "../../core/link-addresses.ts";
import type { Locale } from "../../core/locale.ts";
import { linked } from "../text.ts";
import { say } from "../words.ts";

/** Where a tracking code is scanned or opened in WeChat, a line for each account that is connected. */
export function wechatLines(at: LinkAddresses, locale: Locale): string[] {
  const poster = say(locale, "海报", "poster");
  const code = say(locale, "二维码", "QR code");
  const pictures = (qr: string, sheet: string) => `${linked(qr, code)} · ${linked(sheet, poster)}`;
  return [
    ...(at.wechatQr && at.wechatPoster
      ? [`${say(locale, "公众号", "WeChat account")}: ${pictures(at.wechatQr, at.wechatPoster)}`]
      : []),
    ...(at.wecom && at.wecomQr && at.wecomPoster
      ? [
          `${say(locale, "微信客服", "WeChat customer service")}: ${linked(at.wecom)} · ${pictures(at.wecomQr, at.wecomPoster)}`,
        ]
      : []),
  ];
}
