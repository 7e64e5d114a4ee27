import { setTimeout as delay } from "node:timers/promises";
import type { HomeView } from "@slack/types";
import { homeView } from "../../src/recruiter/home.ts";
import { speaking } from "../../src/recruiter/speaking.ts";
import type { ActionResult, View } from "../../src/recruiter/types.ts";
import { perform, type SlackContext } from "./context.ts";
import { sentence } from "./reply.ts";
import { HomeOpened } from "./schema.ts";

/** When each person's Home was last published, ms since epoch, by `team:user`. */
export type Homes = Map<string, number>;

type Owner = { team: string; user: string };

const most = 5000;

/** Publishes the Home of whoever opened it, unless that was done a moment ago. Never throws: it is drawn anew next time. */
export async function answerHome(context: SlackContext, body: unknown): Promise<void> {
  const parsed = HomeOpened.safeParse(body);
  if (!parsed.success || parsed.data.event.tab !== "home") return;
  const owner = { team: parsed.data.team_id, user: parsed.data.event.user };
  if (pauseOf(context, owner) > 0) return;
  await publish(context, owner);
}

/** Draws a Home again after its owner did something; those who never opened theirs have none. */
export async function refreshHome(context: SlackContext, owner: Owner): Promise<void> {
  if (!context.homes.has(keyOf(owner))) return;
  await delay(pauseOf(context, owner));
  // Somebody who clicked several times meanwhile has several of us waiting; the first one draws for all.
  if (pauseOf(context, owner) === 0) await publish(context, owner);
}

const keyOf = ({ team, user }: Owner): string => `${team}:${user}`;

function pauseOf({ homes, homePauseMs }: SlackContext, owner: Owner): number {
  const last = homes.get(keyOf(owner));
  return last === undefined ? 0 : Math.max(0, last + homePauseMs - Date.now());
}

async function publish(context: SlackContext, owner: Owner): Promise<void> {
  if (context.homes.size >= most) context.homes.clear();
  context.homes.set(keyOf(owner), Date.now());
  const result = await perform(
    context,
    { ...owner, what: "home" },
    async (who): Promise<ActionResult> => ({
      kind: "view",
      view: await homeView(speaking(context.desk.deps, who), who),
    }),
  );
  const view = result.kind === "view" ? result.view : sentence("notice" in result ? result.notice : "");
  await context.client.views
    .publish({ user_id: owner.user, view: home(view) })
    .catch((error: unknown) => context.logger.warn({ err: error }, "slack_home_failed"));
}

/** At most 100 blocks; ours have far fewer. */
const home = (view: View): HomeView => ({ type: "home", blocks: view.blocks.slice(0, 100) });
