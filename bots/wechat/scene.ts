import { z } from "zod";
import { reasonOf } from "../tencent/send.ts";
import { type Account, accountApi } from "./account.ts";

const Made = z.object({ url: z.url() });

/**
 * Makes the address that stands in an account's QR code of a tracking code: whoever scans it follows, and the code
 * comes back as the scene. For good, since posters hang long; an account has 100,000 of them. Throws with the
 * platform's reason.
 */
export function createScenes(account: Account): (code: string) => Promise<string> {
  const api = accountApi(account);
  return async (code) => {
    const answer = await api.call("/cgi-bin/qrcode/create", {
      action_name: "QR_LIMIT_STR_SCENE",
      action_info: { scene: { scene_str: code } },
    });
    const made = Made.safeParse(answer);
    if (answer.errcode !== 0 || !made.success) throw new Error(`no QR code of WeChat: ${reasonOf(answer)}`);
    return made.data.url;
  };
}
