import { z } from "zod";
import { lawfulBases } from "./lawful-basis.ts";

const line = (most: number) => z.string().trim().min(1).max(most);

/** One person as another system hands them over; unknown fields are refused, and so is whoever cannot be told from others. */
export const Arrival = z
  .strictObject({
    job: line(100).optional().describe("Id or title of the job; absent = for no job in particular"),
    channel: line(32).optional().describe("Recruiting channel by id or name; absent = unknown"),
    campaign: line(100).optional(),
    lawful_basis: z
      .enum(lawfulBases)
      .default("applied")
      .describe("Why the data may be kept: applied themselves, consent, or published by themselves"),
    consent_pool: z.boolean().optional().describe("Whether the person agreed to hear of later jobs"),
    name: line(100).optional(),
    phone: line(40).optional(),
    email: line(254).optional(),
    openid: line(300).optional().describe("Platform, account and id, like wechat:wx123:oABC"),
    resume_text: line(40_000).optional().describe("Read by rules; what is protected is dropped"),
    received_at: z.iso
      .datetime({ offset: true })
      .optional()
      .describe("When they sent it; who had their data erased comes in again only by what they sent since"),
  })
  .refine(({ name, phone, email, openid, resume_text: text }) => name ?? phone ?? email ?? openid ?? text, {
    error: "needs a name, phone, email, openid or resume_text",
  });
export type Arrival = z.infer<typeof Arrival>;

/** What became of it; `application` is like C1042, null when there is none. */
export const ArrivalResult = z.object({
  outcome: z.enum(["created", "joined", "repeated", "erased"]),
  application: z.string().nullable(),
});
export type ArrivalResult = z.infer<typeof ArrivalResult>;

/** What in an arrival cannot be used. */
export type ArrivalProblem = "job" | "channel" | "phone" | "email";
