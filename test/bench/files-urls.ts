import { readFileSync } from "node:fs";
import { z } from "zod";
import { createDownload } from "../../src/intake/download/download.ts";
import type { OpenUrl } from "../../src/intake/download/open-url.ts";
import { isPublicAddress } from "../../src/intake/download/public-address.ts";

const Row = z.object({ url: z.string(), expect: z.string() });
const platforms = ["api.telegram.org", "files.slack.com", "api.weixin.qq.com", "qyapi.weixin.qq.com"];
const token = { authorization: "Bearer secret" };

/** Tries every address of a list, with a resolver and connections of our own, and says whether each did as expected. */
export async function checkAddresses(path: string): Promise<{ url: string; said: string; ok: boolean }[]> {
  const rows = readFileSync(path, "utf8").trim().split("\n");
  return await Promise.all(
    rows.map(async (line) => {
      const { url: written, expect } = Row.parse(JSON.parse(line));
      const [url = "", ...rest] = written.split(" ");
      const opened: { address: string; host: string; token: boolean }[] = [];
      let resolutions = 0;
      const name = URL.parse(url)?.hostname ?? "";
      const open: OpenUrl = async (to, address, headers, signal) => {
        opened.push({ address, host: to.hostname, token: "authorization" in headers });
        const target = /->\s*(\S+)/.exec(written)?.[1] ?? (/2nd/.test(expect) ? "/again" : undefined);
        const slow = /byte per/.test(rest.join(" "));
        return {
          status: target ? 302 : 200,
          location: target,
          encoding: undefined,
          length: undefined,
          body: slow ? drip(signal) : (async function* () {})(),
          close: () => undefined,
        };
      };
      // The platforms' own hosts, then also this one and by https: neither list nor scheme may be all that protects.
      const kinds: string[] = [];
      for (const hosts of [platforms, [...platforms, name]]) {
        resolutions = 0;
        const resolve = async (host: string) => {
          resolutions += 1;
          if (/localtest|localhost|127-0-0-1|lvh\.me/.test(host)) return ["127.0.0.1"];
          if (/metadata/.test(host)) return ["169.254.0.23"];
          return [/rebind/.test(host) && resolutions > 1 ? "127.0.0.1" : "93.184.215.14"];
        };
        const got = await createDownload({ hosts, resolve, open, milliseconds: 400 })(
          hosts === platforms ? url : url.replace(/^http:/, "https:"),
          token,
        );
        kinds.push(`${got.kind}${"reason" in got ? `: ${got.reason}` : ""}`);
      }
      const [first = "", second = ""] = kinds;
      const private_ = opened.some(({ address }) => !isPublicAddress(address));
      const astray = opened.some((one) => one.token && one.host !== name);
      const asExpected = /^allow/.test(expect)
        ? first === "file"
        : /abort/.test(expect)
          ? /too_slow|unreachable/.test(second)
          : first.startsWith("blocked") &&
            (/allowlist|evil\.example/.test(expect + url) || second.startsWith("blocked"));
      return {
        url: written,
        said: `${first} | ${second} (${expect})`,
        ok: asExpected && !private_ && !astray,
      };
    }),
  );
}

async function* drip(signal: AbortSignal): AsyncGenerator<Buffer> {
  while (!signal.aborted) {
    yield Buffer.from("x");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("aborted");
}
