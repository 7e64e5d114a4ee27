// `npm run bench`: the server against its floor. `npm run bench -- NAME`: drop, nab DIR (the detectors); digests, outage
// (what recruiters are sent); metrics (every metric on ten million facts); import (a large table); mail-titles FILE, mailbox
// (boards' mails); match (one job against a million candidates); files EVIL_FILES.mjs [SSRF_URLS.jsonl] (hostile files and
// addresses); canaries [--candidates N] (whether anything of a person gets into logs, metrics, errors, model requests).

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
  case "digests":
    await import("./digests.ts");
    break;
  case "match":
    await import("./match.ts");
    break;
  case "canaries":
    await import("./canaries.ts");
    break;
  case "outage":
    await import("./outage.ts");
    break;
  case "import":
    await import("./import.ts");
    break;
  case "files":
    await import("./files.ts");
    break;
  case "mail-titles":
    await import("./mail-titles.ts");
    break;
  case "mailbox":
    await import("./mailbox.ts");
    break;
  default:
    await import("./server.ts");
}
