import fp from "fastify-plugin";
import { z } from "zod";

/**
 * The one place where a failure becomes an answer: bad input is explained, everything else says only that it was ours
 * and may be tried again. Nothing of the error's text leaves the process.
 */
export const errors = fp(async (app) => {
  app.setNotFoundHandler((_, reply) =>
    reply.code(404).send({ error: "not_found", message: "There is nothing at this address." }),
  );
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof z.ZodError) {
      const where = error.issues.map((issue) => issue.path.join(".") || "body").join(", ");
      return reply
        .code(400)
        .send({ error: "bad_request", message: `Check these fields and send again: ${where}.` });
    }
    const status = statusOf(error);
    if (status < 500)
      return reply
        .code(status)
        .send({ error: codeOf(error), message: messages[status] ?? "The request cannot be taken." });
    request.log.error(
      { reqId: request.id, route: request.routeOptions.url, error: nameOf(error), code: codeOf(error) },
      "request_failed",
    );
    return reply.code(503).header("retry-after", "2").send({
      error: "unavailable",
      message: "We could not take this right now. Nothing is lost: send it again in a moment.",
    });
  });
});

const messages: Record<number, string> = {
  400: "The request is not well formed.",
  401: "This needs a valid session or signature.",
  403: "This is not allowed from here.",
  404: "There is nothing at this address.",
  413: "This is too large. Send less at once.",
  415: "This content type or encoding is not accepted.",
  429: "Too many requests. Wait a little and send again.",
};

const statusOf = (error: unknown): number =>
  error instanceof Error && "statusCode" in error && typeof error.statusCode === "number"
    ? error.statusCode
    : 500;

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "error";

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");
