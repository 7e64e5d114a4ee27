import type { WebClient } from "@slack/web-api";
import type { Recruiter } from "../../src/recruiter/types.ts";
import { inTime } from "./context.ts";
import type { Desk } from "./desk.ts";

/** Finds out who is behind a Slack user, anew at each click. */
export type People = {
  /** null = may do nothing here. `id` is what an administrator has to add. */
  identify(team: string, user: string): Promise<{ id: string; recruiter: Recruiter | null }>;
};

/**
 * People are keyed by workspace and user id, never by name or e-mail. Users named in `admins` are admitted on their
 * first click, when they belong to the workspace our token is of; a guest from a shared channel never is.
 */
export function createPeople(options: {
  desk: Pick<Desk, "findRecruiter" | "admitAdmin">;
  admins: readonly string[];
  client: WebClient;
  ownTeam: () => Promise<string | null>;
}): People {
  const { desk, admins, client, ownTeam } = options;
  return {
    async identify(team, user) {
      const id = `slack:${team}:${user}`;
      const known = await desk.findRecruiter(id);
      if (known || !admins.includes(user) || team !== (await ownTeam())) return { id, recruiter: known };
      return { id, recruiter: await desk.admitAdmin(id, await nameOf(client, user)) };
    },
  };
}

/** The name people see in Slack; the user id when Slack does not tell within a second. */
async function nameOf(client: WebClient, user: string): Promise<string> {
  const info = await inTime(
    client.users.info({ user }).catch(() => null),
    1000,
  );
  return info?.user?.profile?.display_name || info?.user?.real_name || info?.user?.name || user;
}
