import { timingSafeEqual } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { Chart } from "../../src/core/charts/chart.ts";
import type { RecruiterDeps } from "../../src/recruiter/types.ts";
import { sendStranger } from "./send.ts";
import type { Visit } from "./visit.ts";

const path = "/console/picture";
/** Servers take some 16 kB of headers; a year of days fits easily. */
const longest = 12_000;
const largestChart = 256 * 1024;

const Query = z.object({ c: z.string().min(1).max(longest), s: z.string().max(64) });

/**
 * The address of a chart's picture. It carries the chart itself, signed for the company, so that any process can draw
 * it and nobody can have something else drawn; null = too large for an address, or nothing draws here.
 */
export function pictureAddress(
  { draw, vault }: Pick<RecruiterDeps, "draw" | "vault">,
  company: string,
  chart: Chart,
): string | null {
  if (!draw) return null;
  const c = deflateRawSync(JSON.stringify(chart), { level: 9 }).toString("base64url");
  return c.length > longest ? null : `${path}?${new URLSearchParams({ c, s: signature(vault, company, c) })}`;
}

/** Whether an address is one of ours, and nothing but that. */
export const isPictureAddress = (address: string): boolean => address.startsWith(`${path}?c=`);

/** Draws the chart an address carries. */
export async function sendPicture({ deps, who, request, reply, locale }: Visit): Promise<FastifyReply> {
  const query = Query.safeParse(request.query);
  const { draw } = deps;
  if (!query.success || !draw || !isSigned(deps.vault, who.company, query.data))
    return sendStranger(reply, 404, locale, "notFound");
  const json = inflateRawSync(Buffer.from(query.data.c, "base64url"), { maxOutputLength: largestChart });
  const chart = Chart.parse(JSON.parse(json.toString("utf8")));
  const { png } = await draw(chart);
  return await reply.type("image/png").send(Buffer.from(png));
}

/** Base64 in another case is other data, which the vault's look-up hash would not notice. */
const signature = (vault: RecruiterDeps["vault"], company: string, c: string): string =>
  vault.index(Buffer.from(c).toString("hex"), `${company}:console-picture`);

function isSigned(vault: RecruiterDeps["vault"], company: string, { c, s }: z.infer<typeof Query>): boolean {
  const [given, right] = [Buffer.from(s), Buffer.from(signature(vault, company, c))];
  return given.length === right.length && timingSafeEqual(given, right);
}
