import type { LinkAddresses } from "../../core/link-addresses.ts";
import type { Locale } from "../../core/locale.ts";
import { say } from "../words.ts";

/** Where a tracking code is scanned or opened in WeChat, a line for each account that is connected. */
export function wechatLines(at: LinkAddresses, locale: Locale): string[] {
  const poster = say(locale, "海报", "poster");
  const code = say(locale, "二维码", "QR code");
  return [
    ...(at.wechatQr
      ? [
          `${say(locale, "公众号", "WeChat account")}: <${at.wechatQr}|${code}> · <${at.wechatPoster}|${poster}>`,
        ]
      : []),
    ...(at.wecom
      ? [
          `${say(locale, "微信客服", "WeChat customer service")}: <${at.wecom}> · <${at.wecomQr}|${code}> · <${at.wecomPoster}|${poster}>`,
        ]
      : []),
  ];
}
