import type { Locale } from "../core/locale.ts";
import type { GivenFile } from "./types.ts";
import { say } from "./words.ts";

/** A chosen file with its bytes, or a sentence on why it is not there. */
export async function takeGiven(
  given: GivenFile | undefined,
  most: number,
  locale: Locale,
): Promise<{ name: string; bytes: Uint8Array } | { problem: string }> {
  if (!given) return { problem: say(locale, "请选择一个文件。", "Please choose a file.") };
  const bytes = await given.read();
  if (bytes === "not_fetched")
    return {
      problem: say(
        locale,
        "文件没能取到。请再试一次；一直不行的话，请管理员检查 Slack 应用有没有 files:read 权限。",
        "The file could not be fetched. Please try again; if it keeps failing, ask an admin whether the Slack app has the scope files:read.",
      ),
    };
  if (bytes === "too_large" || bytes.length > most) {
    const size = Math.floor(most / 1024 / 1024);
    return { problem: say(locale, `文件超过 ${size} MB。`, `The file is larger than ${size} MB.`) };
  }
  return { name: given.name, bytes };
}
