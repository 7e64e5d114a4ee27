// `npm run bench`: the server against its floor; `npm run bench -- drop`, `npm run bench -- nab DIR`: the detectors;
// `npm run bench -- canaries [CANDIDATES]`: whether anything of a person gets into logs, metrics, errors, model requests;
// `npm run bench -- digests`, `npm run bench -- outage`: what recruiters are sent.

const [name = "server"] = process.argv.slice(2);
switch (name) {
  case "drop":
    await import("./drop.ts");
    break;
  case "nab":
    await import("./nab.ts");
    break;
  case "digests":
    await import("./digests.ts");
    break;
  case "canaries":
    await import("./canaries.ts");
    break;
  case "outage":
    await import("./outage.ts");
    break;
  default:
    await import("./server.ts");
}
