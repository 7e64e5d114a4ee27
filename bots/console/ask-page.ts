import type { FastifyReply } from "fastify";
import { answerQuestion } from "../../src/recruiter/ask.ts";
import { askExamples, recentQuestions } from "../../src/recruiter/ask-history.ts";
import type { Cookies } from "./cookies.ts";
import { type Html, html } from "./html.ts";
import { sheet } from "./pages.ts";
import { sendPage } from "./send.ts";
import type { Visit } from "./visit.ts";
import { consoleWords } from "./words.ts";

/** Questions on this page belong together, whatever tab they are asked in. */
const place = "console";
const maxQuestion = 500;

/** The page to ask on; with `question` also its answer. Earlier questions and examples are buttons that ask. */
export async function askPage(
  visit: Visit,
  cookies: Cookies,
  question: string | null,
): Promise<FastifyReply> {
  const { deps, who, ground, locale } = visit;
  const words = consoleWords[locale];
  const asked = question?.trim().slice(0, maxQuestion) ?? "";
  const answer = asked === "" ? null : await answerQuestion(deps, who, place, asked);
  const earlier = await recentQuestions(deps, who, place);
  const again = (list: readonly string[]): Html =>
    html`<ul class="ask-list">${list.map(
      (one) =>
        html`<li><form method="post" action="/console/ask"><input type="hidden" name="question" value="${one}"><button class="button ask-again">${one}</button></form></li>`,
    )}</ul>`;
  const shown = answer
    ? html`<h2 class="asked">${asked}</h2>${sheet(answer.view, { ...ground, back: "/console/ask" })}`
    : html`<p class="hint">${words.askHint}</p>${again(askExamples(locale))}`;
  const history = earlier.length > 0 ? html`<h2>${words.askedBefore}</h2>${again(earlier)}` : null;
  const live = html`${askForm(words.askLabel, words.askSend)}${shown}${history}`;
  return await sendPage(visit, cookies, { section: "ask", title: words.ask, live, refresh: false });
}

const askForm = (label: string, send: string): Html =>
  html`<form class="command ask" method="post" action="/console/ask"><label class="ask-label" for="question">${label}</label><input class="ask-box" id="question" name="question" maxlength="${maxQuestion}" autocomplete="off" required><button class="button primary">${send}</button></form>`;
