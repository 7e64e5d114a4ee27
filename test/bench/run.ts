// `npm run bench`: the server against its floor; `npm run bench -- drop`, `npm run bench -- nab DIR`: the detectors;
// `npm run bench -- metrics`: every metric on ten million facts.

const [name = "server"] = process.argv.slice(2);
switch (name) {
  case "drop":
    await import("./drop.ts");
    break;
  case "nab":
    await import("./nab.ts");
    break;
  case "metrics":
    await import("./metrics.ts");
    break;
  default:
    await import("./server.ts");
}
