import { z } from "zod";
import type { Locale } from "../core/locale.ts";
import { daysBetweenInvitations, invitationTime } from "../core/profile/contact-window.ts";
import type { Tx } from "../db/client.ts";
import type { LockedApplication } from "../db/decisions.ts";
import { deferredChannel, poolLane, settleDeferred } from "../db/deferred.ts";
import { jobProfile } from "../db/job-profiles.ts";
import { enqueue } from "../db/outbox.ts";
import { noteInvitation, type Reach, reachOfPool, settleInvitation } from "../db/pool-invitations.ts";
import { tell } from "./act.ts";
import type { Recruiter, RecruiterDeps } from "./types.ts";
import { say } from "./words.ts";

/** An invitation to another job as it waits in the outbox. */
export const PoolOffer = z.strictObject({ kind: z.literal("pool"), job: z.string(), candidate: z.uuid() });
export type PoolOffer = z.infer<typeof PoolOffer>;

/** Why somebody is not invited. */
export type NotInvited =
  | "consent"
  | "opted_out"
  | "applied"
  | "recently"
  | "unreachable"
  | "window"
  | "gone"
  | "no_contact"
  | "again";

/** What speaks against inviting somebody now; else when it may go out, ms. */
export function invitable(person: Reach | undefined, now: Date): { at: number } | { no: NotInvited } {
  if (!person) return { no: "gone" };
  if (person.optedOut) return { no: "opted_out" };
  if (!person.pooled) return { no: "consent" };
  if (person.applied) return { no: "applied" };
  if (person.unreachable) return { no: "unreachable" };
  const since = person.lastInvited && now.getTime() - person.lastInvited.getTime();
  if (since !== null && since < daysBetweenInvitations * 86_400_000) return { no: "recently" };
  const at = invitationTime(person.channel, person.lastSaidAt?.getTime() ?? null, now.getTime());
  return at === null ? { no: "window" } : { at };
}

/**
 * Invites people of the pool to a job, in the caller's transaction: once per person and job, through their own chat,
 * after the quiet hours. Gives for each why not, or null.
 */
export async function inviteToJob(
  deps: Pick<RecruiterDeps, "vault">,
  tx: Tx,
  who: Recruiter,
  job: string,
  candidates: readonly string[],
  now: Date,
): Promise<(NotInvited | null)[]> {
  const { company } = who;
  const reached = new Map(
    (await reachOfPool(tx, company, job, candidates, now)).map((one) => [one.candidateId, one]),
  );
  const results: (NotInvited | null)[] = [];
  for (const candidateId of candidates) {
    const person = reached.get(candidateId);
    const ruling = invitable(person, now);
    if ("no" in ruling || !person) {
      results.push("no" in ruling ? ruling.no : "gone");
      continue;
    }
    const dueAt = new Date(ruling.at);
    const { applicationId, conversationId } = person;
    const noted = { jobId: job, candidateId, applicationId, by: who.id, now, dueAt };
    if (!(await noteInvitation(tx, company, noted))) {
      results.push("again");
      continue;
    }
    const body: PoolOffer = { kind: "pool", job, candidate: candidateId };
    const row = {
      company,
      lane: poolLane(applicationId),
      key: `pool:${job}`,
      channel: deferredChannel,
      conversationId,
      applicationId,
      bodySealed: deps.vault.seal(body, `${company}:outbox`),
      tracked: false,
      notBefore: ruling.at,
    };
    await enqueue(tx, row, now.getTime());
    results.push(null);
  }
  return results;
}

type Of = { company: string; application: LockedApplication; now: Date };

/**
 * The time of an invitation has come: it goes out when nothing speaks against it now either, whatever was so when it was made.
 * In one transaction with its row, as everything that recruiters put off.
 */
export async function sendOffer(
  deps: RecruiterDeps,
  tx: Tx,
  of: Of,
  key: string,
  offer: PoolOffer,
): Promise<void> {
  const { company, application, now } = of;
  const row = { company, lane: poolLane(application.id), key };
  const [person] = await reachOfPool(tx, company, offer.job, [offer.candidate], now);
  const job = await jobProfile(tx, company, offer.job);
  // That they were invited lately is this very invitation.
  const ruling = invitable(person && { ...person, lastInvited: null }, now);
  const because =
    "no" in ruling
      ? ruling.no
      : job?.status !== "open"
        ? "closed"
        : ruling.at > now.getTime()
          ? "quiet"
          : application.closed
            ? "gone"
            : null;
  if (because !== null || !person || !job) {
    const reason = because ?? "gone";
    await settleInvitation(tx, company, offer.job, offer.candidate, { state: "dropped", reason }, now);
    await settleDeferred(tx, row, { state: "dropped", reason }, now);
    return;
  }
  await tell(deps, tx, { company }, application, {
    type: "recruiterSaid",
    key: `pool:${offer.job}`,
    kind: "offer",
    text: offerText(job.title, person.locale),
    job: offer.job,
  });
  await settleInvitation(tx, company, offer.job, offer.candidate, { state: "sent" }, now);
  await settleDeferred(tx, row, { state: "sent" }, now);
}

/** The invitation, in the candidate's language: why they hear from us, what it is, and that they need not answer. */
const offerText = (title: string, locale: Locale): string =>
  say(
    locale,
    `您好！您之前应聘时同意进入人才库。现在有一个和您比较合适的岗位：「${title}」，有兴趣的话点下面的按钮就能开始应聘；不感兴趣可以不理会，也可以让我们以后不再邀请。`,
    `Hello! When you applied earlier, you agreed to be in our talent pool. There is a job now that seems to suit you: "${title}". Tap below to apply; you need not answer, and you can ask us not to invite you again.`,
  );

const reasons: Record<NotInvited, { zh: string; en: string }> = {
  consent: { zh: "没有人才库的同意或已到期", en: "no consent to the talent pool, or it ran out" },
  opted_out: { zh: "不希望再被邀请", en: "wants no invitations" },
  applied: { zh: "已经应聘了这个岗位", en: "has applied for this job" },
  recently: {
    zh: `${daysBetweenInvitations} 天内已被邀请过`,
    en: `was invited within ${daysBetweenInvitations} days`,
  },
  unreachable: { zh: "屏蔽了我们或已离开平台", en: "blocked us or left the platform" },
  window: {
    zh: "平台不允许现在主动联系（微信 48 小时）",
    en: "the platform does not let us write first now (WeChat: 48 h)",
  },
  gone: { zh: "没有可用的聊天", en: "has no chat we could use" },
  no_contact: { zh: "没有聊过，也没留电话或邮箱", en: "never chatted, and left neither phone nor e-mail" },
  again: { zh: "已经邀请过这个岗位", en: "was invited to this job before" },
};

/** How many were invited, and why the others were not. */
export function invitedNotice(results: readonly (NotInvited | "handed" | null)[], locale: Locale): string {
  const sent = results.filter((one) => one === null).length;
  const handed = results.filter((one) => one === "handed").length;
  const why = new Map<NotInvited, number>();
  for (const one of results) if (one && one !== "handed") why.set(one, (why.get(one) ?? 0) + 1);
  const others = [...why].map(([id, n]) => say(locale, `${n} 位${reasons[id].zh}`, `${n} ${reasons[id].en}`));
  const chats =
    sent > 0 || handed === 0
      ? say(
          locale,
          `已邀请 ${sent} 位，会发到他们自己的聊天里（22:00-8:30 不打扰）。`,
          `${sent} invited, through their own chats (not between 22:00 and 8:30).`,
        )
      : "";
  const links =
    handed > 0
      ? say(
          locale,
          `${handed} 位没有聊过，请您把链接发给他们。`,
          `${handed} never chatted: please send them their links.`,
        )
      : "";
  const head = [chats, links].filter((part) => part !== "").join(locale === "en" ? " " : "");
  return others.length === 0
    ? head
    : `${head}${say(locale, "没有邀请：", " Not invited: ")}${others.join(say(locale, "；", "; "))}${say(locale, "。", ".")}`;
}
