import type { ChannelOptions } from "../bots/index.ts";
import type { Config } from "./config.ts";
import { takeTurn } from "./conversation/turn.ts";
import type { ConversationDeps } from "./conversation/types.ts";
import { createCursorStore } from "./db/platform-cursors.ts";
import { createTokenStore } from "./db/platform-tokens.ts";
import { createDownload } from "./intake/download/download.ts";

/** What the WeChat Official Account is built from; null = it is not configured. */
export function wechatOf(config: Config, deps: ConversationDeps): ChannelOptions["wechat"] {
  const { WECHAT_APP_ID: appId, WECHAT_APP_SECRET: appSecret, WECHAT_TOKEN: token } = config;
  if (appId === undefined || appSecret === undefined || token === undefined) return null;
  const { db, vault, defaultCompany: company } = deps;
  return {
    appId,
    appSecret,
    token,
    aesKeys: present(config.WECHAT_ENCODING_AES_KEY, config.WECHAT_ENCODING_AES_KEY_PREVIOUS),
    apiRoot: config.WECHAT_API_ROOT,
    download: createDownload({ hosts: ["api.weixin.qq.com"], trusted: [config.WECHAT_API_ROOT] }),
    tokens: createTokenStore(db.sql, vault, { company, channel: "wechat", account: appId }),
    turn: (conversationId, deliveryId) => takeTurn(deps, company, conversationId, deliveryId),
  };
}

/** What WeCom customer service is built from; null = it is not configured. */
export function wecomOf(config: Config, deps: ConversationDeps): ChannelOptions["wecom"] {
  const { WECOM_CORP_ID: corpId, WECOM_SECRET: secret, WECOM_TOKEN: token } = config;
  const { WECOM_ENCODING_AES_KEY: aesKey, WECOM_OPEN_KFID: openKfId } = config;
  if (!corpId || !secret || !token || !aesKey || !openKfId) return null;
  const { db, vault, defaultCompany: company } = deps;
  const of = { company, channel: "wecom", account: openKfId };
  return {
    corpId,
    secret,
    token,
    openKfId,
    aesKeys: [aesKey],
    apiRoot: config.WECOM_API_ROOT,
    download: createDownload({ hosts: ["qyapi.weixin.qq.com"], trusted: [config.WECOM_API_ROOT] }),
    tokens: createTokenStore(db.sql, vault, of),
    cursors: createCursorStore(db.sql, vault, of),
  };
}

const present = (...values: (string | undefined)[]): string[] =>
  values.filter((value) => value !== undefined);
