import { BlockList, isIP } from "node:net";

/** Whether an address belongs to the public internet: not ours, not a neighbour's, not a cloud's own services. */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, "");
  switch (isIP(plain)) {
    case 4:
      return !closed.check(plain, "ipv4");
    case 6: {
      const inner = innerV4(plain);
      return inner === null
        ? global6.check(plain, "ipv6") && !closed.check(plain, "ipv6")
        : isPublicAddress(inner);
    }
    default:
      return false;
  }
}

/** IANA's special-purpose registries, and the address from which Alibaba and Tencent clouds serve secrets. */
const closed = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  closed.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["3fff::", 20],
] as const)
  closed.addSubnet(net, bits, "ipv6");

/** The only IPv6 space that is handed out for the internet. */
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");

/** The IPv4 address inside an IPv6 one (mapped, compatible, NAT64, 6to4); null = it has none. */
function innerV4(address: string): string | null {
  const host = URL.parse(`http://[${address}]/`)?.hostname.slice(1, -1) ?? address;
  const [head = "", tail = ""] = host.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const gap = Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(host.includes("::") ? gap : 0).fill("0"), ...right].map((group) =>
    Number.parseInt(group, 16),
  );
  const dotted = (high = 0, low = 0) => [high >> 8, high & 255, low >> 8, low & 255].join(".");
  const [a, b, c, d, e, f, g, h] = groups;
  const zeros = [a, b, c, d].every((group) => group === 0);
  if (
    zeros &&
    (e === 0 || e === 0xffff) &&
    (f === 0xffff || f === 0) &&
    !(f === 0 && g === 0 && (h ?? 0) < 2)
  )
    return dotted(g, h);
  if (a === 0x64 && b === 0xff9b) return dotted(g, h);
  return a === 0x2002 ? dotted(b, c) : null;
}
