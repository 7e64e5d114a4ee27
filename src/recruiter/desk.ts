import { admitRecruiter, findRecruiter, type RecruiterRow } from "../db/recruiters.ts";
import { actions } from "./actions/index.ts";
import { commands } from "./commands/index.ts";
import { isCard, replyFromThread, type ThreadReply } from "./replies.ts";
import type { Recruiter, RecruiterDeps } from "./types.ts";

/** The recruiter room of one company, as a chat platform of recruiters needs it. */
export function createDesk(deps: RecruiterDeps, company: string) {
  const { orm } = deps.db;
  return {
    deps,
    commands,
    actions,
    findRecruiter: async (id: string): Promise<Recruiter | null> =>
      toRecruiter(await findRecruiter(orm, company, id)),
    admitAdmin: async (id: string, name: string): Promise<Recruiter | null> =>
      toRecruiter(
        await admitRecruiter(orm, { companyId: company, id, name, role: "admin", addedBy: "SLACK_ADMINS" }),
      ),
    isCard: (place: string, ts: string) => isCard(deps, company, place, ts),
    replyFromThread: ({ who, ...reply }: ThreadReply & { who: Recruiter }) =>
      replyFromThread(deps, who, reply),
  };
}

const toRecruiter = (row: RecruiterRow | null): Recruiter | null =>
  row && { company: row.companyId, id: row.id, name: row.name, role: row.role };
