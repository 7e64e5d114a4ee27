import { type Api, createApi, request, tokenIn } from "../tencent/api.ts";
import type { Tokens } from "../tencent/options.ts";

/** What calls on behalf of an Official Account need. */
export type Account = {
  appId: string;
  appSecret: string;
  apiRoot: string;
  tokens: Tokens;
  now?: (() => number) | undefined;
};

/** WeChat allows a forced refresh only so often. */
const forceEveryMs = 30_000;

/** The interface of an Official Account. */
export function accountApi({ appId, appSecret, apiRoot, tokens, now = Date.now }: Account): Api {
  let forcedAt = Number.NEGATIVE_INFINITY;
  return createApi({
    apiRoot,
    tokens,
    // The stable token stays the same until shortly before its end; only a refused one is replaced by force.
    async renew(instead) {
      const force = instead && now() - forcedAt >= forceEveryMs;
      if (force) forcedAt = now();
      const body = { grant_type: "client_credential", appid: appId, secret: appSecret, force_refresh: force };
      return tokenIn(await request(`${apiRoot}/cgi-bin/stable_token`, { method: "POST", body }));
    },
  });
}
