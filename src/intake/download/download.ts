import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { type Opened, type OpenUrl, openByAddress } from "./open-url.ts";
import { isPublicAddress } from "./public-address.ts";

export type DownloadOptions = {
  /** Hosts files may come from, exactly; all else is blocked. */
  hosts: readonly string[];
  /** Origins the operator configured (a platform's address, a fake): also inside the own network, also http. */
  trusted?: readonly string[];
  /** All addresses of a host name. */
  resolve?: (host: string) => Promise<string[]>;
  open?: OpenUrl;
  milliseconds?: number;
  bytes?: number;
};

/** What came; "blocked" = refused before anything was sent, "failed" = it did not come whole. */
export type Downloaded =
  | { kind: "file"; bytes: Buffer }
  | { kind: "blocked"; reason: "address" | "scheme" | "host" | "private" | "redirects" }
  | {
      kind: "failed";
      reason: "status" | "too_large" | "encoding" | "unreachable" | "too_slow";
      status?: number;
    };

/** Gets a file by its address. `headers` go to the address's own host and to no other. */
export type Download = (url: string, headers?: Readonly<Record<string, string>>) => Promise<Downloaded>;

const mostHops = 3;

/**
 * The one way to get files by address. Each hop: the scheme, the host on the list, its name resolved, every address
 * public, and the connection made to the very address that was checked. At most 3 redirects, 10 MiB, 30 s together.
 */
export function createDownload(options: DownloadOptions): Download {
  const { milliseconds = 30_000, resolve = resolveAll, open = openByAddress } = options;
  return async (address, headers = {}) => {
    const signal = AbortSignal.timeout(milliseconds);
    let url = URL.parse(address);
    const home = url?.origin;
    for (let hop = 0; hop <= mostHops; hop += 1) {
      if (!url) return { kind: "blocked", reason: "address" };
      const pinned = await pin(url, options, resolve, signal);
      if (typeof pinned !== "string") return pinned;
      try {
        const opened = await open(url, pinned, url.origin === home ? headers : {}, signal);
        const next = redirectOf(opened);
        if (next === undefined) return await take(opened, options.bytes ?? 10 * 1024 * 1024, signal);
        opened.close();
        url = URL.parse(next, url.href);
      } catch {
        return { kind: "failed", reason: signal.aborted ? "too_slow" : "unreachable" };
      }
    }
    return { kind: "blocked", reason: "redirects" };
  };
}

const resolveAll = async (host: string): Promise<string[]> =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/** The one address to connect to, after everything about the URL was found in order. */
async function pin(
  url: URL,
  { hosts, trusted = [] }: DownloadOptions,
  resolve: (host: string) => Promise<string[]>,
  signal: AbortSignal,
): Promise<string | Downloaded> {
  const ours = trusted.some((origin) => URL.parse(origin)?.origin === url.origin);
  if (url.username !== "" || url.password !== "") return { kind: "blocked", reason: "address" };
  if (url.protocol !== "https:" && !(ours && url.protocol === "http:"))
    return { kind: "blocked", reason: "scheme" };
  if (!ours && (url.port !== "" || !hosts.includes(url.hostname))) return { kind: "blocked", reason: "host" };
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = await within(
    signal,
    isIP(host) ? Promise.resolve([host]) : resolve(host).catch(() => []),
  );
  const [first] = addresses ?? [];
  if (first === undefined) return { kind: "failed", reason: addresses ? "unreachable" : "too_slow" };
  return ours || addresses?.every(isPublicAddress) ? first : { kind: "blocked", reason: "private" };
}

/** Nothing when the time is over first. */
function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T | undefined> {
  return Promise.race([
    work,
    new Promise<undefined>((done) => signal.addEventListener("abort", () => done(undefined), { once: true })),
  ]);
}

const redirectOf = ({ status, location }: Opened): string | undefined =>
  [301, 302, 303, 307, 308].includes(status) ? location : undefined;

async function take(opened: Opened, most: number, signal: AbortSignal): Promise<Downloaded> {
  const { status, encoding, length, body, close } = opened;
  try {
    if (status !== 200) return { kind: "failed", reason: "status", status };
    // We ask for none: what unpacks on the way could be a bomb.
    if (encoding !== undefined && encoding !== "identity") return { kind: "failed", reason: "encoding" };
    if (length !== undefined && length > most) return { kind: "failed", reason: "too_large" };
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of body) {
      size += part.length;
      if (size > most) return { kind: "failed", reason: "too_large" };
      parts.push(part);
    }
    const cut = signal.aborted || (length !== undefined && size < length);
    return cut ? { kind: "failed", reason: "unreachable" } : { kind: "file", bytes: Buffer.concat(parts) };
  } finally {
    close();
  }
}
