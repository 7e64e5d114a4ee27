import { z } from "zod";
import { createApi, request, tokenIn } from "../tencent/api.ts";
import type { Tokens } from "../tencent/options.ts";
import { reasonOf } from "../tencent/send.ts";

/** What calls on behalf of a customer-service account need. */
export type Account = { corpId: string; secret: string; openKfId: string; apiRoot: string; tokens: Tokens };

const Made = z.object({ url: z.url() });

/** The interface of a corporation. */
export function corporationApi({ apiRoot, corpId, secret, tokens }: Omit<Account, "openKfId">) {
  const query = new URLSearchParams({ corpid: corpId, corpsecret: secret });
  return createApi({
    apiRoot,
    tokens,
    renew: async () => tokenIn(await request(`${apiRoot}/cgi-bin/gettoken?${query}`, { method: "GET" })),
  });
}

/** Makes the link of the customer service; a tracking code is added to it as `scene_param`. Throws with the reason. */
export async function makeContactWay(account: Account): Promise<string> {
  const api = corporationApi(account);
  const answer = await api.call("/cgi-bin/kf/add_contact_way", {
    open_kfid: account.openKfId,
    scene: "qinpin",
  });
  const made = Made.safeParse(answer);
  if (answer.errcode !== 0 || !made.success) throw new Error(`no link of WeCom: ${reasonOf(answer)}`);
  return made.data.url;
}
