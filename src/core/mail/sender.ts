/**
 * Whether the receiving server says that a mail really comes from one of these domains: DKIM or DMARC passed for it.
 * `results` is the topmost Authentication-Results header. Anybody can write such a header, so it counts only when it is
 * by a server of `trusted` (the domain of the mailbox's own provider).
 */
export function comesFrom(
  results: string | null,
  trusted: readonly string[],
  domains: readonly string[],
): boolean {
  if (results === null) return false;
  const [by = "", ...checks] = results.slice(0, 4000).split(";");
  const server = by.trim().split(/\s/)[0]?.toLowerCase() ?? "";
  if (!trusted.some((domain) => isWithin(server, domain))) return false;
  return checks.some((check) => {
    const passed = /^\s*(dkim|dmarc)\s*=\s*pass\b/i.exec(check);
    const signer = /header\.(?:d|i|from)\s*=\s*@?"?(?:[^\s"@]*@)?([a-z0-9.-]+)/i
      .exec(check)?.[1]
      ?.toLowerCase();
    return passed !== null && signer !== undefined && domains.some((domain) => isWithin(signer, domain));
  });
}

const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

/** The part of a host that belongs to its owner: imap.exmail.qq.com -> qq.com, mx.example.com.cn -> example.com.cn. */
export function ownerOf(host: string): string {
  const parts = host.toLowerCase().split(".");
  const double =
    /^(?:com|net|org|gov|edu|co|ac)$/.test(parts.at(-2) ?? "") && (parts.at(-1) ?? "").length === 2;
  return parts.slice(double ? -3 : -2).join(".");
}
