import swagger from "@fastify/swagger";
import type { FastifyError, FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "fastify-type-provider-zod";
import { z } from "zod";
import { OutcomeResult, OutcomeRow, SpendResult, SpendRow } from "../core/entries.ts";
import { type IntakeWebhookOptions, intakeWebhook } from "./intake-webhook.ts";

/** Who a request speaks for. */
export type ApiUser = { company: string; id: string; name: string };

export type ApiOptions = {
  /** Whose token it is; null = nobody's. */
  userOf(token: string): Promise<ApiUser | null>;
  enterOutcomes(by: ApiUser, rows: OutcomeRow[]): Promise<OutcomeResult[]>;
  enterSpends(by: ApiUser, rows: SpendRow[]): Promise<SpendResult[]>;
  /** null = no secret is configured, and nobody can hand people over. */
  intake: IntakeWebhookOptions | null;
};

const mostRows = 500;
const Problem = z.object({ error: z.string(), message: z.string() });
const problems = {
  400: Problem.describe("Something in the request is wrong"),
  401: Problem.describe("No valid token"),
};

/** The interface for programs, under /api, with its description at /api/openapi.json. */
export const api: FastifyPluginAsync<ApiOptions> = async (scope, options) => {
  scope.setValidatorCompiler(validatorCompiler);
  scope.setSerializerCompiler(serializerCompiler);
  scope.setErrorHandler(async (error: FastifyError, _request, reply) => {
    if (!hasZodFastifySchemaValidationErrors(error)) throw error;
    const where = error.validation.map(
      ({ instancePath, message }) => `${instancePath || "body"}: ${message}`,
    );
    return await reply.code(400).send({ error: "bad_request", message: where.slice(0, 10).join("; ") });
  });
  await scope.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Qinpin",
        version: "1",
        description:
          "Facts from other systems. Tokens: `npm run --silent cli -- token add NAME`. Sending the same again changes nothing.",
      },
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    },
    transform: jsonSchemaTransform,
  });

  const users = new WeakMap<FastifyRequest, ApiUser>();
  const known = async (request: FastifyRequest, reply: FastifyReply) => {
    const [, token] = /^Bearer ([\w-]{10,100})$/i.exec(request.headers.authorization ?? "") ?? [];
    const user = token ? await options.userOf(token) : null;
    if (user) {
      users.set(request, user);
      return;
    }
    const message = "Send a token of `cli token add` as Authorization: Bearer …";
    return await reply
      .code(401)
      .header("www-authenticate", "Bearer")
      .send({ error: "unauthorized", message });
  };
  const userBehind = (request: FastifyRequest): ApiUser => {
    const user = users.get(request);
    if (!user) throw new Error("a route of the interface for programs runs without its check of the token");
    return user;
  };

  await scope.register(async (routes) => {
    const app = routes.withTypeProvider<ZodTypeProvider>();
    const common = { security: [{ token: [] }] };
    app.post(
      "/api/v1/outcomes",
      {
        onRequest: known,
        schema: {
          ...common,
          summary: "Enter what became of candidates: interviewed, no_show, offer, hired, started, left",
          body: z.object({ outcomes: z.array(OutcomeRow).min(1).max(mostRows) }),
          response: { 200: z.object({ results: z.array(OutcomeResult) }), ...problems },
        },
      },
      async (request) => ({
        results: await options.enterOutcomes(userBehind(request), request.body.outcomes),
      }),
    );
    app.post(
      "/api/v1/spend",
      {
        onRequest: known,
        schema: {
          ...common,
          summary: "Enter what recruiting channels cost, spread over the days of a period",
          body: z.object({ spend: z.array(SpendRow).min(1).max(mostRows) }),
          response: { 200: z.object({ results: z.array(SpendResult) }), ...problems },
        },
      },
      async (request) => ({ results: await options.enterSpends(userBehind(request), request.body.spend) }),
    );
  });
  if (options.intake) await scope.register(intakeWebhook, options.intake);
  scope.get("/api/openapi.json", { schema: { hide: true } }, async () => scope.swagger());
};
