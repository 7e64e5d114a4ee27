import { type DestinationStream, type Logger, pino } from "pino";

/** Fields a log line may carry: ids, names of things, numbers. Whatever else somebody logs is left out. */
const allowed = new Set(
  `company channel conversationId applicationId jobId lane key kind eventType result reason error code attempts loop
   count port host address version file field pid signal durationMs reqId route status statusCode queue slot job
   command action recruiterId method level time msg event mode schema migrated backlog`.split(/\s+/),
);

/** Digits that could be a phone or identity number, and addresses, are masked even in allowed fields. */
const personal = /\d{7,}|[^\s@]+@[^\s@]+\.[^\s@]+/g;

/**
 * JSON lines with constant messages. Candidates' words, names and numbers cannot get in: fields are an allow-list,
 * strings are cut and masked, errors are reduced to name and code.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: keepAllowed },
      serializers: { err: safeError, req: () => undefined, res: () => undefined },
      hooks: {
        // A message with values in it would carry them past the allow-list.
        logMethod(args, method) {
          const [first, second] = args;
          method.apply(this, typeof first === "string" ? [constant(first)] : [first, constant(second)]);
        },
      },
    },
    ...(destination ? [destination] : []),
  );
}

const constant = (message: unknown): string =>
  typeof message === "string" ? message.replace(personal, "…").slice(0, 200) : "";

function keepAllowed(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === "err") kept.err = value;
    else if (allowed.has(name)) kept[name] = typeof value === "string" ? mask(name, value) : primitive(value);
  }
  return kept;
}

/** Ids of ours are full of digits and stay whole. */
const mask = (name: string, value: string): string =>
  /Id$|^lane$|^key$|^slot$/.test(name) ? value.slice(0, 160) : value.replace(personal, "…").slice(0, 160);

const primitive = (value: unknown): unknown =>
  typeof value === "number" || typeof value === "boolean" || value === null ? value : undefined;

function safeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: "unknown" };
  return { type: error.name, ...("code" in error ? { code: String(error.code) } : {}) };
}
