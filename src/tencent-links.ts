import { createScenes } from "../bots/wechat/scene.ts";
import { makeContactWay } from "../bots/wecom/contact-way.ts";
import type { Config } from "./config.ts";
import { carrierAddress, notedAddress } from "./db/carrier-addresses.ts";
import type { Sql } from "./db/client.ts";
import { createTokenStore } from "./db/platform-tokens.ts";
import type { Vault } from "./db/vault.ts";

/** Where candidates are reached in WeChat; null = that platform is not configured. */
export type TencentLinks = {
  /** What the QR code of the Official Account holds for a tracking code. Throws with WeChat's reason. */
  scene: ((code: string) => Promise<string>) | null;
  /** The link of the customer service. `noted` = only when it was made before. Throws with WeCom's reason. */
  contact: { make(): Promise<string>; noted(): Promise<string | null> } | null;
};

/** Makes each address once and keeps it. */
export function createTencentLinks(config: Config, sql: Sql, vault: Vault, company: string): TencentLinks {
  const { WECHAT_APP_ID: appId, WECHAT_APP_SECRET: appSecret, WECHAT_TOKEN, WECHAT_API_ROOT } = config;
  const { WECOM_CORP_ID: corpId, WECOM_SECRET: secret, WECOM_OPEN_KFID: openKfId, WECOM_API_ROOT } = config;
  const tokens = (channel: string, account: string) =>
    createTokenStore(sql, vault, { company, channel, account });
  const links: TencentLinks = { scene: null, contact: null };
  if (appId && appSecret && WECHAT_TOKEN) {
    const account = { appId, appSecret, apiRoot: WECHAT_API_ROOT, tokens: tokens("wechat", appId) };
    const make = createScenes(account);
    links.scene = (code) =>
      carrierAddress(sql, { company, channel: "wechat", account: appId, code }, () => make(code));
  }
  if (corpId && secret && openKfId) {
    const account = { corpId, secret, openKfId, apiRoot: WECOM_API_ROOT, tokens: tokens("wecom", openKfId) };
    const key = { company, channel: "wecom", account: openKfId, code: "" };
    links.contact = {
      make: () => carrierAddress(sql, key, () => makeContactWay(account)),
      noted: () => notedAddress(sql, key),
    };
  }
  return links;
}
