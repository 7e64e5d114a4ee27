import { z } from "zod";
import type { Sql, Tx } from "./client.ts";
import { now as moment } from "./outbox.ts";

/** Seconds a claimed voice belongs to its worker; kept up while it works, taken over soon after it died. */
const leaseSeconds = 12;

export type NewVoice = {
  company: string;
  conversationId: string;
  applicationId: string;
  channel: string;
  messageId: string;
  wish: "keep" | "write";
  refSealed: Uint8Array;
  at: number;
  now: number;
};

/** Notes a voice message that is to be fetched; one that is there already stays as it is. */
export const insertVoice = (tx: Tx, v: NewVoice) => tx`
  insert into voices (company_id, conversation_id, application_id, channel, message_id, wish, ref_sealed, due, at, created_at)
  values (${v.company}, ${v.conversationId}, ${v.applicationId}, ${v.channel}, ${v.messageId}, ${v.wish}, ${v.refSealed},
    ${new Date(v.now)}, ${new Date(v.at)}, ${new Date(v.now)})
  on conflict do nothing`;

/** Has a voice message that is kept written down as well. */
export const wishWritten = (
  tx: Tx,
  company: string,
  conversationId: string,
  messageId: string,
  now: number,
) => tx`
  update voices set wish = 'write', state = 'wanted', tries = 0, due = ${new Date(now)}
  where company_id = ${company} and conversation_id = ${conversationId} and message_id = ${messageId}
    and wish = 'keep' and state <> 'over'`;

const Claimed = z.object({
  company: z.string(),
  id: z.uuid(),
  conversationId: z.uuid(),
  channel: z.string(),
  messageId: z.string(),
  wish: z.enum(["keep", "write"]),
  refSealed: z.instanceof(Uint8Array).nullable(),
  audioSealed: z.instanceof(Uint8Array).nullable(),
  tries: z.int(),
  token: z.uuid(),
  /** Whether the person agreed to have voices written down, as of now. */
  agreed: z.boolean(),
});
export type ClaimedVoice = z.infer<typeof Claimed>;

/** Takes a voice message that is due, of a channel in `channels`, or whose worker died; null = there is none. */
export async function claimVoice(
  sql: Sql,
  channels: readonly string[],
  clock: Date | null,
): Promise<ClaimedVoice | null> {
  const now = moment(sql, clock);
  const [row] = await sql`
    with next as (
      select company_id, id from voices
      where state = 'wanted' and due <= ${now} and (lease_until is null or lease_until < ${now})
        and channel = any(${[...channels]})
      order by due, company_id, id limit 1 for update skip locked
    )
    update voices v set token = gen_random_uuid(), tries = v.tries + 1,
      lease_until = ${now} + make_interval(secs => ${leaseSeconds})
    from next where v.company_id = next.company_id and v.id = next.id
    returning v.company_id as company, v.id, v.conversation_id as "conversationId", v.channel,
      v.message_id as "messageId", v.wish, v.ref_sealed as "refSealed", v.audio_sealed as "audioSealed", v.tries, v.token,
      coalesce((select c.consent_voice and c.erased_at is null from applications a
        join candidates c on c.company_id = a.company_id and c.id = a.candidate_id
        where a.company_id = v.company_id and a.id = v.application_id), false) as agreed`;
  return row ? Claimed.parse(row) : null;
}

const mine = (sql: Sql | Tx, v: ClaimedVoice) =>
  sql`company_id = ${v.company} and id = ${v.id} and token = ${v.token}`;

/** Keeps a voice for its worker; false = it is somebody else's now, or gone. */
export async function holdVoice(sql: Sql, v: ClaimedVoice, clock: Date | null): Promise<boolean> {
  const held = await sql`
    update voices set lease_until = ${moment(sql, clock)} + make_interval(secs => ${leaseSeconds}) where ${mine(sql, v)}`;
  return held.count === 1;
}

/** Keeps the file itself; from now on the platform is not asked again. */
export async function storeAudio(sql: Sql, v: ClaimedVoice, audioSealed: Uint8Array): Promise<boolean> {
  const stored =
    await sql`update voices set audio_sealed = ${audioSealed}, ref_sealed = null where ${mine(sql, v)}`;
  return stored.count === 1;
}

/** Tries again after `afterMs`; at once and uncounted when nothing was tried. */
export async function postponeVoice(
  sql: Sql,
  v: ClaimedVoice,
  afterMs: number | "given back",
  clock: Date | null,
): Promise<void> {
  const [ms, back] = afterMs === "given back" ? [0, 1] : [afterMs, 0];
  await sql`
    update voices set token = null, lease_until = null, tries = tries - ${back},
      due = ${moment(sql, clock)} + make_interval(secs => ${ms / 1000})
    where ${mine(sql, v)}`;
}

/**
 * Ends the work on a voice: what was written down needs no file any more, anything else rests as long as recruiters may
 * listen. False = another worker has it, who then owns the outcome.
 */
export async function settleVoice(
  sql: Sql | Tx,
  v: ClaimedVoice,
  file: "kept" | "gone",
  paceSealed: Uint8Array | null = null,
): Promise<boolean> {
  const settled = await sql`
    update voices set token = null, lease_until = null, ref_sealed = null,
      state = case when ${file === "kept"} and audio_sealed is not null then 'resting' else 'over' end,
      audio_sealed = case when ${file === "kept"} then audio_sealed end,
      pace_sealed = ${paceSealed}
    where ${mine(sql, v)} and state = 'wanted'`;
  return settled.count === 1;
}

const Kept = z.object({
  id: z.uuid(),
  at: z.date(),
  audio: z.boolean(),
  paceSealed: z.instanceof(Uint8Array).nullable(),
});

/** Voice messages of an application that recruiters can listen to, or see the pace of, the oldest first. */
export async function keptVoices(sql: Sql | Tx, company: string, applicationId: string) {
  const rows = await sql`
    select id, at, audio_sealed is not null as audio, pace_sealed as "paceSealed" from voices
    where company_id = ${company} and application_id = ${applicationId}
      and (audio_sealed is not null or pace_sealed is not null)
    order by at limit 40`;
  return rows.map((row) => Kept.parse(row));
}

const Audio = z.object({ audioSealed: z.instanceof(Uint8Array) });

/** The sealed file of a voice message; null = it is gone. */
export async function sealedAudio(sql: Sql, company: string, id: string): Promise<Uint8Array | null> {
  const [row] = await sql`
    select audio_sealed as "audioSealed" from voices
    where company_id = ${company} and id = ${id} and audio_sealed is not null`;
  return row ? Audio.parse(row).audioSealed : null;
}

/** Whether the person of a voice agrees, as of now, to have voices written down. */
export async function agreesToVoice(sql: Sql | Tx, v: ClaimedVoice): Promise<boolean> {
  const [row] = await sql`
    select c.consent_voice is true and c.erased_at is null as agreed
    from voices v
    join applications a on a.company_id = v.company_id and a.id = v.application_id
    join candidates c on c.company_id = a.company_id and c.id = a.candidate_id
    where v.company_id = ${v.company} and v.id = ${v.id}`;
  return z.object({ agreed: z.boolean() }).safeParse(row).data?.agreed ?? false;
}
