import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDownload } from "../../../src/intake/download/download.ts";
import type { OpenUrl } from "../../../src/intake/download/open-url.ts";
import { isPublicAddress } from "../../../src/intake/download/public-address.ts";

let visits: { url: string | undefined; token: string | undefined }[] = [];
const trap = createServer((request, reply) => {
  visits.push({ url: request.url, token: request.headers["x-token"]?.toString() });
  if (request.url === "/moved") reply.writeHead(302, { location: "/file" }).end();
  else if (request.url === "/away") reply.writeHead(302, { location: `http://127.0.0.2:${port}/file` }).end();
  else if (request.url === "/round") reply.writeHead(302, { location: "/round" }).end();
  else if (request.url === "/big") reply.end(Buffer.alloc(2000));
  else if (request.url === "/slow") reply.write("x");
  else reply.end("words");
});
let port = 0;
let here = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => trap.listen(0, "127.0.0.1", resolve));
  const address = trap.address();
  port = typeof address === "object" ? (address?.port ?? 0) : 0;
  here = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  trap.closeAllConnections();
  trap.close();
});

describe("a download", () => {
  it("sends nothing to this machine, however it is written", async () => {
    visits = [];
    const hosts = ["127.0.0.1", "localhost", "files.example", "[::1]", "[::ffff:7f00:1]"];
    const download = createDownload({ hosts, resolve: async () => ["127.0.0.1"], milliseconds: 2000 });
    for (const host of [...hosts, "2130706433", "0x7f.1", "0177.0.0.1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "127。0。0。1"])
      for (const address of [`http://${host}:${port}/`, `https://${host}:${port}/`, `https://${host}/`])
        expect((await download(address)).kind, address).toBe("blocked");
    expect(visits).toEqual([]);
  });

  it.each([
    "ftp://files.example/",
    "data:text/html,x",
    "file:///etc/passwd",
    "https://files.example@evil.example/",
    "https://evil.example/files.example",
    "https://files.example.evil.example/",
    "https://files.example:22/",
    "//files.example/",
  ])("is blocked before any name is resolved: %s", async (address) => {
    const resolve = () => Promise.reject(new Error("resolved"));
    const download = createDownload({ hosts: ["files.example"], resolve });
    expect((await download(address)).kind).toBe("blocked");
  });

  it("connects to the address it checked, and looks at no name twice", async () => {
    const answers = [["93.184.215.14"], ["127.0.0.1"]];
    const opened: string[] = [];
    const open: OpenUrl = async (_url, address) => {
      opened.push(address);
      return { status: 302, location: "/again", ...nothing };
    };
    const download = createDownload({
      hosts: ["rebind.example"],
      resolve: async () => answers.shift() ?? [],
      open,
    });
    expect(await download("https://rebind.example/")).toEqual({ kind: "blocked", reason: "private" });
    expect(opened).toEqual(["93.184.215.14"]);
  });

  it("gives its headers to the first host only and checks every redirect", async () => {
    const seen: (string | undefined)[] = [];
    const open: OpenUrl = async (url, _address, headers) => {
      seen.push(headers["authorization"]);
      const location = url.hostname === "a.example" ? "https://b.example/x" : "http://127.0.0.1/";
      return { status: 307, location, ...nothing };
    };
    const resolve = async () => ["93.184.215.14"];
    const download = createDownload({ hosts: ["a.example", "b.example"], resolve, open });
    const got = await download("https://a.example/", { authorization: "Bearer x" });
    expect(got).toEqual({ kind: "blocked", reason: "scheme" });
    expect(seen).toEqual(["Bearer x", undefined]);
  });

  it("takes a file from an address the operator gave, follows within it, and leaves it for no other", async () => {
    visits = [];
    const download = createDownload({ hosts: [], trusted: [here] });
    const moved = await download(`${here}/moved`, { "x-token": "t" });
    expect(moved).toEqual({ kind: "file", bytes: Buffer.from("words") });
    expect(await download(`${here}/away`)).toMatchObject({ kind: "blocked" });
    expect(await download(`${here}/round`)).toEqual({ kind: "blocked", reason: "redirects" });
    expect(visits.slice(0, 2)).toEqual([
      { url: "/moved", token: "t" },
      { url: "/file", token: "t" },
    ]);
  });

  it("stops what is too large and what takes too long", async () => {
    const download = createDownload({ hosts: [], trusted: [here], bytes: 1000, milliseconds: 300 });
    expect(await download(`${here}/big`)).toEqual({ kind: "failed", reason: "too_large" });
    expect(await download(`${here}/slow`)).toMatchObject({ kind: "failed", reason: "too_slow" });
  });

  it("knows public addresses from others", () => {
    const others =
      "10.1.2.3 100.100.100.200 169.254.169.254 172.31.0.1 192.168.1.1 0.0.0.0 255.255.255.255 ::1 :: fe80::1%eth0 fd00::1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1::1 2001:db8::1 ::7f00:1 x";
    expect(others.split(" ").filter(isPublicAddress)).toEqual([]);
    const open = "8.8.8.8 149.154.167.220 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808";
    expect(open.split(" ").filter((address) => !isPublicAddress(address))).toEqual([]);
  });
});

const nothing = {
  encoding: undefined,
  length: undefined,
  body: (async function* () {})(),
  close: () => undefined,
};
