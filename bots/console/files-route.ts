import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Right } from "../../src/core/rights.ts";
import type { GivenFile } from "../../src/recruiter/types.ts";
import { act } from "./act.ts";
import type { Cookies } from "./cookies.ts";
import type { Visit } from "./visit.ts";

/** Bytes of one form with its files. */
const bodyLimit = 32 * 1024 * 1024;
/** Forms with files that are taken at a time: each lies in memory until it is read. */
const atOnce = 2;

type Parts = {
  need: (right: Right) => { config: { right: Right } };
  /** Sends away whoever may not, before a byte of the form is taken; null = they may. */
  refuse(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | null>;
  busy(request: FastifyRequest, reply: FastifyReply): FastifyReply;
  posted(
    work: (visit: Visit, fields: URLSearchParams) => Promise<FastifyReply>,
  ): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
  cookies: Cookies;
};

/** `POST /console/files/:id`: a form with files, as browsers post it. The files stay in memory and go with the request. */
export async function addFilesRoute(app: FastifyInstance, parts: Parts): Promise<void> {
  let under = 0;
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("multipart/form-data", { parseAs: "buffer" }, (_request, body, done) =>
      done(null, body),
    );
    scope.addHook("onRequest", async (request, reply) => {
      const refused = await parts.refuse(request, reply);
      if (refused) return refused;
      if (under >= atOnce) return parts.busy(request, reply);
      under += 1;
      reply.raw.once("close", () => {
        under -= 1;
      });
    });
    scope.post<{ Params: { id: string } }>(
      "/console/files/:id",
      { bodyLimit, ...parts.need("page run") },
      async (request, reply) => {
        const { fields, files } = await readForm(request);
        return await parts.posted((visit) => act(visit, parts.cookies, request.params.id, fields, files))(
          request,
          reply,
        );
      },
    );
  });
}

/** Text fields and files of a multipart form; one that is broken has none of both. */
async function readForm(request: FastifyRequest): Promise<{ fields: URLSearchParams; files: GivenFile[] }> {
  const fields = new URLSearchParams();
  const files: GivenFile[] = [];
  const body = z.instanceof(Uint8Array<ArrayBuffer>).safeParse(request.body).data ?? new Uint8Array();
  const type = request.headers["content-type"] ?? "";
  const form = await new Response(body, { headers: { "content-type": type } }).formData().catch(() => null);
  for (const [name, value] of form ?? []) {
    if (typeof value === "string") fields.append(name, value);
    // A field nobody chose a file for comes as an empty one without a name.
    else if (value.size > 0 || value.name !== "")
      files.push({ name: value.name, read: async () => new Uint8Array(await value.arrayBuffer()) });
  }
  return { fields, files };
}
