import type { FastifyReply } from "fastify";
import { z } from "zod";
import { commands } from "../../src/recruiter/commands/index.ts";
import type { Cookies } from "./cookies.ts";
import { html } from "./html.ts";
import { formPage, sheet } from "./pages.ts";
import { sendPage } from "./send.ts";
import type { Visit } from "./visit.ts";
import { consoleWords } from "./words.ts";

const Query = z.object({ command: z.string().max(500).catch("") });

/** Runs what was typed into the command box: a slash command, or just a name or number to look up. */
export async function runCommand(visit: Visit, cookies: Cookies): Promise<FastifyReply> {
  const { deps, who, locale, ground } = visit;
  const words = consoleWords[locale];
  const typed = Query.parse(visit.request.query).command.trim();
  const [, name, args] = /^\/?([a-z]+)(?:\s+([\s\S]*))?$/.exec(typed) ?? [];
  const named = commands.find((one) => one.name === name);
  const slash = typed.startsWith("/");
  const command =
    named ?? (slash || typed === "" ? undefined : commands.find((one) => one.name === "candidate"));
  if (!command) {
    const list = html`<ul>${commands.map(({ usage }) => html`<li><code>${usage}</code></li>`)}</ul>`;
    const live = html`<p>${words.unknownCommand}</p>${list}`;
    return await sendPage(visit, cookies, { section: null, title: words.help, live, command: typed });
  }
  const reply = await command.run(deps, who, named ? (args ?? "") : typed);
  switch (reply.kind) {
    case "view": {
      const live = sheet(reply.view, ground);
      return await sendPage(visit, cookies, { section: null, title: reply.view.text, live, command: typed });
    }
    case "form": {
      const here = { ...ground, back: "/console/jobs" };
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
