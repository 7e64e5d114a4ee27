import { createHmac, timingSafeEqual } from "node:crypto";
import type { FastifyPluginAsync, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { Arrival, type ArrivalProblem, ArrivalResult } from "../core/intake/arrival.ts";

export type IntakeWebhookOptions = {
  /** INTAKE_WEBHOOK_SECRET. */
  secret: string;
  /** Now, in seconds. */
  seconds(): number;
  arrive(key: string, arrival: Arrival): Promise<ArrivalResult | { problem: ArrivalProblem }>;
};

const windowSeconds = 300;
const bodyLimit = 256 * 1024;

const Headers = z.object({
  "x-qinpin-timestamp": z.string().describe("Seconds since 1970; at most 5 minutes off, both ways"),
  "x-qinpin-signature": z
    .string()
    .describe("v1= and the hex HMAC-SHA256 of `<timestamp>.<idempotency key>.<body>`, byte for byte"),
  "idempotency-key": z
    .string()
    .min(1)
    .max(200)
    .describe("Names the delivery: what comes again under it changes nothing, the first counts"),
});

const Problem = z.object({ error: z.string(), message: z.string() });

/** `POST /api/v1/intake`: people from other systems, signed. Register it inside the interface for programs. */
export const intakeWebhook: FastifyPluginAsync<IntakeWebhookOptions> = async (scope, options) => {
  // The signature is of the bytes, so it is checked before anything makes sense of them.
  scope.removeContentTypeParser("application/json");
  scope.addContentTypeParser(
    "application/json",
    { parseAs: "buffer", bodyLimit },
    async (request: FastifyRequest, body: Buffer) => {
      if (!isSigned(request, body, options)) throw refused(401, "the signature or its time is not valid");
      try {
        return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
      } catch {
        throw refused(400, "the body is not JSON in UTF-8");
      }
    },
  );
  scope.withTypeProvider<ZodTypeProvider>().post(
    "/api/v1/intake",
    {
      schema: {
        summary: "Hand over one person, signed with INTAKE_WEBHOOK_SECRET",
        headers: Headers,
        body: Arrival,
        response: {
          200: ArrivalResult,
          400: Problem.describe("Something in the request is wrong"),
          401: Problem.describe("Not signed, or not in time"),
          422: Problem.describe("A job, channel, phone or e-mail address that is none"),
        },
      },
    },
    async (request, reply) => {
      const done = await options.arrive(request.headers["idempotency-key"], request.body);
      if (!("problem" in done)) return done;
      return reply.code(422).send({ error: done.problem, message: problems[done.problem] });
    },
  );
};

const problems: Record<ArrivalProblem, string> = {
  job: "there is no job with this id or title",
  channel: "this is no channel we know",
  phone: "this is no phone number we understand",
  email: "this is no e-mail address",
};

function isSigned(request: FastifyRequest, body: Buffer, { secret, seconds }: IntakeWebhookOptions): boolean {
  const { "x-qinpin-timestamp": at, "x-qinpin-signature": given, "idempotency-key": key } = request.headers;
  if (typeof at !== "string" || typeof given !== "string" || typeof key !== "string") return false;
  if (!/^\d{1,12}$/.test(at) || Math.abs(seconds() - Number(at)) > windowSeconds) return false;
  const right = createHmac("sha256", secret).update(`${at}.${key}.`).update(body).digest();
  const hex = /^v1=([\da-f]{64})$/i.exec(given)?.[1];
  return hex !== undefined && timingSafeEqual(right, Buffer.from(hex, "hex"));
}

const refused = (statusCode: number, message: string): Error =>
  Object.assign(new Error(message), { statusCode });
