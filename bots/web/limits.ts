/**
 * At most `max` per key within any `windowMs`. Kept in this process: N processes let through up to N times as much.
 * Memory is bounded: keys without a recent use are dropped.
 */
export function createWindow(max: number, windowMs: number, now: () => number = Date.now) {
  const uses = new Map<string, number[]>();
  let sweepAt = now() + windowMs;

  const recent = (key: string): number[] => (uses.get(key) ?? []).filter((at) => at > now() - windowMs);
  const sweep = () => {
    if (now() < sweepAt) return;
    sweepAt = now() + windowMs;
    for (const key of uses.keys()) if (recent(key).length === 0) uses.delete(key);
  };
  return {
    /** Seconds until one more is allowed, 0 = now. */
    wait(key: string): number {
      const [oldest, ...others] = recent(key);
      if (oldest === undefined || others.length + 1 < max) return 0;
      return Math.max(1, Math.ceil((oldest + windowMs - now()) / 1000));
    },
    use(key: string): void {
      sweep();
      uses.set(key, [...recent(key), now()]);
    },
  };
}

/** The part of an address that one household or office shares: IPv4 /24, IPv6 /56. */
export function addressPrefix(ip: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/i.exec(ip);
  if (v4?.[1]) return v4[1];
  const [head = "", tail = ""] = ip.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const zeros = ip.includes("::") ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0") : [];
  const groups = [...left, ...zeros, ...right].map((group) => group.padStart(4, "0").toLowerCase());
  return groups.slice(0, 4).join(":").slice(0, -2);
}

/** This very machine: somebody who tries the product out, or a proxy that does not say for whom it calls. */
export const isLoopback = (ip: string): boolean => /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/i.test(ip);
