/** Codes of the driver and of PostgreSQL that say nothing about the statement: away, restarting, full, or in a deadlock. */
const codes = new Set(
  `CONNECTION_CLOSED CONNECTION_DESTROYED CONNECT_TIMEOUT ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT ENOTFOUND
   57P01 57P02 57P03 53300 40001 40P01`.split(/\s+/),
);

/** Whether the same work may succeed a moment later: the database was away, or two transactions were in each other's way. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  const code = String(error.code);
  return codes.has(code) || code.startsWith("08");
}
