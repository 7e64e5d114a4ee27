import type { FastifyPluginAsync } from "fastify";

export type CalendarFilesOptions = {
  /** The calendar file behind a code; null = there is none, or not any more. */
  calendarBehind(code: string): Promise<string | null>;
};

/** Calendar files of interviews, for whoever has the link: they say when and where, not who. */
export const calendarFiles: FastifyPluginAsync<CalendarFilesOptions> = async (app, { calendarBehind }) => {
  app.get<{ Params: { code: string } }>("/interviews/:code", async (request, reply) => {
    const code = /^([\w-]{22})\.ics$/.exec(request.params.code)?.[1];
    const file = code ? await calendarBehind(code) : null;
    reply.header("cache-control", "no-store").header("x-content-type-options", "nosniff");
    reply.header("referrer-policy", "no-referrer").header("x-robots-tag", "noindex");
    if (file === null) {
      const message = "This link is not known any more. 链接已失效，请在聊天里回复“面试时间”。";
      return await reply.code(404).send({ error: "not_found", message });
    }
    return await reply
      .type("text/calendar; charset=utf-8; method=PUBLISH")
      .header("content-disposition", 'attachment; filename="interview.ics"')
      .send(file);
  });
};
