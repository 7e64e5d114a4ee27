import { z } from "zod";

/** recruiter: own jobs; lead: all jobs; admin: also people and settings; auditor: reads everything, changes nothing. */
export const Role = z.enum(["recruiter", "lead", "admin", "auditor"]);
export type Role = z.infer<typeof Role>;

/** How far a right goes: nowhere, to what belongs to the person's own jobs, or everywhere in the company. */
export type Reach = "no" | "own" | "all";

type Row = Readonly<Record<Role, Reach>>;

const reading: Row = { recruiter: "own", lead: "all", admin: "all", auditor: "all" };
const working: Row = { recruiter: "own", lead: "all", admin: "all", auditor: "no" };
const leading: Row = { recruiter: "no", lead: "all", admin: "all", auditor: "no" };
const running: Row = { recruiter: "no", lead: "no", admin: "all", auditor: "no" };
const overseeing: Row = { recruiter: "no", lead: "no", admin: "all", auditor: "all" };
/** A mail nobody could read, a table and two entries that may be one belong to no one job: not for those who see only their own. */
const mailing: Row = { recruiter: "no", lead: "all", admin: "all", auditor: "all" };
/** Figures without people in them are the whole company's for everybody: channels and money belong to no one's jobs. */
const figures: Row = { recruiter: "all", lead: "all", admin: "all", auditor: "all" };
const everybody: Row = { recruiter: "all", lead: "all", admin: "all", auditor: "all" };

/**
 * Who may do what: every command, button and page of the recruiters has a row here, and what has none is refused to
 * everybody. `change application` is asked again inside every transaction that changes an application.
 */
const rights = {
  "change application": working,

  "command candidates": reading,
  "command candidate": reading,
  "command jobs": reading,
  "command match": reading,
  "command reviews": reading,
  "command digest": reading,
  "command channels": figures,
  "command funnel": figures,
  "command cost-per": figures,
  "command ask": figures,
  "command budget": figures,
  "command posting-time": figures,
  "command spend": working,
  "command outcome": working,
  "command slots": reading,
  "command export": { recruiter: "no", lead: "all", admin: "all", auditor: "all" },
  "command faq": reading,
  "command mail": mailing,
  "command people": reading,
  "command settings": everybody,
  "command audit": overseeing,
  "command qinpin": everybody,

  "action open": reading,
  "action page": reading,
  "action page_back": reading,
  "action ask_again_1": figures,
  "action ask_again_2": figures,
  "action ask_again_3": figures,
  "action ask_again_4": figures,
  "action ask_again_5": figures,
  "action invite": working,
  "action hold": working,
  "action decline": working,
  "action ask": working,
  "action reply": working,
  "action undo": working,
  "action send_now": working,
  "action take_over": working,
  "action hand_back": working,
  "action reviews_page": reading,
  "action reviews_back": reading,
  "action work_settings": running,
  "action override": working,
  "action reassign": leading,
  "action history": reading,
  "action tags": reading,
  "action reveal": working,
  "action voices": working,
  "action progress": working,
  "action slots": reading,
  "action slot_new": working,
  "action slot_import": working,
  "action slot_cancel": working,
  "action interview_offer": working,
  "action interview_move": working,
  "action interview_cancel": working,
  "action interview_sheet": reading,
  "action interview_no_show": working,
  "action interview_feedback": working,
  "action spend_new": working,
  "action spend_undo": working,
  "action channels": reading,
  "action match_job": reading,
  "action match_page": reading,
  "action match_first": reading,
  "action match_pool": reading,
  "action match_profile": working,
  "action match_invite": working,
  "action match_optout": working,
  "action jobs_page": reading,
  "action jobs_back": reading,
  "action job_new": working,
  "action job_link": working,
  "action job_people": leading,
  "action publish": working,
  "action postings": reading,
  "action posting_text": reading,
  "action posting_posted": working,
  "action posting_refreshed": working,
  "action posting_closed": working,
  "action jobs": reading,
  "action faq": reading,
  "action faq_new": working,
  "action faq_edit": working,
  "action faq_remove": working,
  "action faq_accept": working,
  "action faq_amend": working,
  "action faq_reject": working,
  "action question_answer": working,
  "action mail": mailing,
  "action mail_assign": leading,
  "action mail_ignore": leading,
  "action mail_again": leading,
  "action mail_rules": mailing,
  "action mail_rule_new": running,
  "action mail_rule_edit": running,
  "action mail_rule_drop": running,
  "action intake": reading,
  "action candidate_new": working,
  "action resumes_new": working,
  "action import_new": leading,
  "action import_open": mailing,
  "action import_columns": leading,
  "action import_run": leading,
  "action import_drop": leading,
  "action import_undo": leading,
  "action same": mailing,
  "action same_merge": leading,
  "action same_apart": leading,
  "action same_split": leading,
  "action settings": everybody,
  "action own_settings": everybody,
  "action digest_times": running,
  "action people": overseeing,
  "action person_new": running,
  "action person_edit": running,

  "page home": everybody,
  "page candidates": reading,
  "page candidate": reading,
  "page reviews": reading,
  "page requests": reading,
  "page digest": reading,
  "page picture": figures,
  "page ask": figures,
  "page jobs": reading,
  "page job": reading,
  "page numbers": reading,
  "page mail": mailing,
  "page people": reading,
  "page slots": reading,
  "page settings": everybody,
  "page help": everybody,
  "page impact": overseeing,
  "page run": everybody,
} as const satisfies Record<string, Row>;

export type Right = keyof typeof rights;

/** Everything that has a row. */
export const allRights = Object.keys(rights).filter(isRight);

export function isRight(name: string): name is Right {
  return Object.hasOwn(rights, name);
}

/** How far `role` may go with what has this name; "no" when it has no row. */
export const reachOf = (role: Role, name: string): Reach => (isRight(name) ? rights[name][role] : "no");

export type Ruling = "yes" | "unlisted" | "role" | "other job";

/**
 * Whether a person may do something now. `own` = whether what it is about belongs to one of their jobs; null = it is
 * about nothing in particular, then whatever is shown must be cut down to their jobs.
 */
export function ruleRight(person: { role: Role } | null, name: string, own: boolean | null): Ruling {
  if (!person) return "unlisted";
  const reach = reachOf(person.role, name);
  switch (reach) {
    case "no":
      return "role";
    case "all":
      return "yes";
    case "own":
      return own === false ? "other job" : "yes";
    default:
      return reach satisfies never;
  }
}
