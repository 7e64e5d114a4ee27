import type { Action, Command, Recruiter, RecruiterDeps, View } from "../../src/recruiter/types.ts";

/** The recruiter room as this surface needs it; Slack only translates to and from it. */
export type Desk = {
  deps: RecruiterDeps;
  commands: readonly Command[];
  actions: readonly Action[];
  /** Who a person is, asked anew at each click; null = not listed, or removed. */
  findRecruiter(id: string): Promise<Recruiter | null>;
  /** Lists somebody named in SLACK_ADMINS as administrator; null = they were removed before and stay removed. */
  admitAdmin(id: string, name: string): Promise<Recruiter | null>;
  /** Whether a message of ours with this place and timestamp is a candidate's card. */
  isCard(place: string, ts: string): Promise<boolean>;
  /** Passes a line from a card's thread to the candidate, once per deliveryId; `notice` tells the writer. */
  replyFromThread(reply: ThreadReply): Promise<{ kind: "done" | "refused"; notice: string | null }>;
  /** Answers a question about numbers, once per deliveryId; null = that delivery was answered before. */
  ask(question: AskedQuestion): Promise<View | null>;
};

/** A question in words; `place` tells conversations apart. */
export type AskedQuestion = { who: Recruiter; place: string; text: string; deliveryId: string };

export type ThreadReply = {
  who: Recruiter;
  place: string;
  threadTs: string;
  text: string;
  deliveryId: string;
};
