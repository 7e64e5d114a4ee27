import type { FastifyReply } from "fastify";
import { z } from "zod";
import { commands } from "../../src/recruiter/commands/index.ts";
import type { Command } from "../../src/recruiter/types.ts";
import type { Cookies } from "./cookies.ts";
import { html } from "./html.ts";
import { formPage, sheet } from "./pages.ts";
import { sendPage } from "./send.ts";
import type { Visit } from "./visit.ts";
import { consoleWords } from "./words.ts";

const longest = 500;
const Query = z.object({ command: z.string().max(longest).catch("") });

/**
 * Shows what a command in the address gives: a slash command, or just a name or number to look up. One that changes
 * something is only shown, to be run by its reader: an address may come from anybody, and an open page fetches it again.
 */
export async function showCommand(visit: Visit, cookies: Cookies): Promise<FastifyReply> {
  const typed = Query.parse(visit.request.query).command.trim();
  const { command, args } = commandIn(typed);
  if (!command?.changes) return await run(visit, cookies, typed, command, args);
  const words = consoleWords[visit.locale];
  const live = html`<p>${words.confirmCommand}</p><form method="post" action="/console/run"><p><code>${typed}</code></p><input type="hidden" name="command" value="${typed}"><button class="button primary">${words.run}</button></form>`;
  return await sendPage(visit, cookies, { section: null, title: words.run, live, command: typed });
}

/** Runs what was typed into the command box; what only shows something gets an address of its own. */
export async function runCommand(
  visit: Visit,
  cookies: Cookies,
  fields: URLSearchParams,
): Promise<FastifyReply> {
  const typed = (fields.get("command") ?? "").slice(0, longest).trim();
  const { command, args } = commandIn(typed);
  if (command?.changes) return await run(visit, cookies, typed, command, args);
  return visit.reply.redirect(`/console/run?${new URLSearchParams({ command: typed })}`, 303);
}

/** Where a command's form leads back to; the others to the jobs. */
const backTo: Record<string, string> = { people: "people", slots: "slots" };

function commandIn(typed: string): { command: Command | undefined; args: string } {
  const [, name, args = ""] = /^\/?([a-z][a-z-]*)(?:\s+([\s\S]*))?$/.exec(typed) ?? [];
  const named = commands.find((one) => one.name === name);
  if (named) return { command: named, args };
  const search = typed !== "" && !typed.startsWith("/");
  return { command: search ? commands.find((one) => one.name === "candidate") : undefined, args: typed };
}

async function run(
  visit: Visit,
  cookies: Cookies,
  typed: string,
  command: Command | undefined,
  args: string,
): Promise<FastifyReply> {
  const { deps, who, locale, ground } = visit;
  const words = consoleWords[locale];
  if (!command) {
    const list = html`<ul>${commands.map(({ usage }) => html`<li><code>${usage}</code></li>`)}</ul>`;
    const live = html`<p>${words.unknownCommand}</p>${list}`;
    return await sendPage(visit, cookies, { section: null, title: words.help, live, command: typed });
  }
  const reply = await command.run(deps, who, args);
  switch (reply.kind) {
    case "view": {
      const live = sheet(reply.view, ground);
      const title = reply.view.text;
      const refresh = !command.changes;
      return await sendPage(visit, cookies, { section: null, title, live, refresh, command: typed });
    }
    case "form": {
      const here = { ...ground, back: `/console/${backTo[command.name] ?? "jobs"}` };
      const title = reply.modal.title.text;
      return await sendPage(visit, cookies, {
        section: null,
        title,
        live: formPage(reply.modal, here, locale),
        refresh: false,
        command: typed,
      });
    }
    default:
      return reply satisfies never;
  }
}
