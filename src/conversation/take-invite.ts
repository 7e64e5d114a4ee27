import type { InboundMessage } from "../core/channel.ts";
import type { Tx } from "../db/client.ts";
import { linkBehind, openHandOut } from "../db/hand-invitations.ts";
import type { Known } from "./open.ts";

/**
 * Somebody opens the personal link a recruiter sent them by hand: by its code, and never by a name, they are the person
 * who was invited (`known`). Whoever opens it after them is somebody else and comes by the job's own link.
 */
export async function invitedBy(
  tx: Tx,
  message: InboundMessage,
  now: number,
): Promise<{ came: InboundMessage; known: Known | null }> {
  const { company, body } = message;
  const stranger = { came: message, known: null };
  if (body.kind !== "start" || !body.code) return stranger;
  const link = await linkBehind(tx, company, body.code);
  if (!link) return stranger;
  const opened = await openHandOut(tx, company, body.code, new Date(now));
  if (!opened) return { came: { ...message, body: { ...body, code: link.code ?? undefined } }, known: null };
  // A job that was filled meanwhile: they begin with another one, and are who they are all the same.
  const known = {
    candidateId: opened.candidateId,
    code: opened.code ?? "",
    locale: body.locale ?? opened.locale,
    lines: 0,
  };
  return { came: message, known };
}
