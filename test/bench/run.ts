// `npm run bench`: the server against its floor; `npm run bench -- digests|outage`: what recruiters are sent.

const [name = "server"] = process.argv.slice(2);
switch (name) {
  case "digests":
    await import("./digests.ts");
    break;
  case "outage":
    await import("./outage.ts");
    break;
  default:
    await import("./server.ts");
}
