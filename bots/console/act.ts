import type { FastifyReply } from "fastify";
import { actions } from "../../src/recruiter/actions/index.ts";
import type { ActionResult, GivenFile } from "../../src/recruiter/types.ts";
import type { Cookies } from "./cookies.ts";
import { safeBack } from "./guard.ts";
import { formPage, sheet } from "./pages.ts";
import { sendPage, sendStranger } from "./send.ts";
import type { Visit } from "./visit.ts";
import { consoleWords } from "./words.ts";

const maxValue = 3000;

/** Runs a button or a submitted form, once per delivery, and shows what came of it. */
export async function act(
  visit: Visit,
  cookies: Cookies,
  id: string,
  fields: URLSearchParams,
  files: readonly GivenFile[] = [],
): Promise<FastifyReply> {
  const { reply, locale, deps, who } = visit;
  const action = actions.find((one) => one.id === id);
  const value = fields.get("value") ?? "";
  const delivery = fields.get("delivery") ?? "";
  if (!action || value.length > maxValue || delivery === "")
    return sendStranger(reply, 404, locale, "notFound");
  const back = safeBack(fields.get("back") ?? undefined);
  const form = fields.get("form") === "1" ? { form: formOf(fields), files } : {};
  const deliveryId = `console:${who.id}:${delivery}`.slice(0, 500);
  const result = await action.run(deps, who, { value, deliveryId, ...form });
  return await show({ ...visit, ground: { ...visit.ground, back } }, cookies, result);
}

/** The submitted answers by action id; several choices are joined by commas. */
function formOf(fields: URLSearchParams): Record<string, string> {
  const form: Record<string, string> = {};
  for (const [name, value] of fields) {
    // Browsers send line breaks as CR LF.
    if (!name.startsWith("field.")) continue;
    const id = name.slice("field.".length);
    const entered = value.replaceAll("\r\n", "\n");
    form[id] = form[id] ? `${form[id]},${entered}` : entered;
  }
  return form;
}

/** A result as a page: a sentence goes back to where the click was, the rest is shown in place. */
async function show(visit: Visit, cookies: Cookies, result: ActionResult): Promise<FastifyReply> {
  const { reply, ground, locale } = visit;
  switch (result.kind) {
    case "done":
    case "refused":
      cookies.setNotice(reply, { kind: result.kind, text: result.notice });
      return reply.redirect(ground.back, 303);
    case "form": {
      const title = result.modal.title.text;
      const live = formPage(result.modal, ground, locale);
      return await sendPage(visit, cookies, { section: null, title, live, refresh: false });
    }
    case "invalid": {
      const title = `${consoleWords[locale].mistakes} ${result.modal.title.text}`;
      const live = formPage(result.modal, { ...ground, errors: result.errors }, locale);
      return await sendPage(visit, cookies, { section: null, title, live, refresh: false, status: 422 });
    }
    case "view": {
      const { view } = result;
      return await sendPage(visit, cookies, {
        section: null,
        title: view.text,
        live: sheet(view, ground),
        refresh: false,
      });
    }
    default:
      return result satisfies never;
  }
}
