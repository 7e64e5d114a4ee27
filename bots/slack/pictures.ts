import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { altText } from "../../src/core/charts/alt.ts";
import type { Chart, DrawChart } from "../../src/core/charts/chart.ts";
import { inWords, withPictures } from "../../src/recruiter/pictures.ts";
import { plain } from "../../src/recruiter/text.ts";
import type { RecruiterSurface, View } from "../../src/recruiter/types.ts";
import type { Logger } from "./context.ts";
import { mayBePicture } from "./refusals.ts";

export type Pictures = {
  /**
   * Sends a view with its pictures. What could not be drawn or uploaded in time goes out in words, and so does
   * everything when Slack does not take the files; a view without pictures is sent as it is.
   */
  show<T>(view: View, send: (shown: View) => Promise<T>, signal?: AbortSignal): Promise<T>;
};

export type PicturesOptions = {
  client: WebClient;
  draw: DrawChart | null;
  logger: Logger;
  /** Slack's own addresses are https; only a fake on plain http is uploaded to without it. */
  apiUrl: string;
  /** How long a message waits for its pictures, ms. */
  patienceMs?: number;
};

/** A file is checked after its upload; until then a message with it is refused as invalid. Pauses in ms. */
const pauses = [0, 400, 1000];
const remembered = 200;
const uploadMs = 3_500;

const Ticket = z.object({ upload_url: z.url(), file_id: z.string().regex(/^F[A-Z0-9]+$/) });

/** Uploads charts as files that are shared with nobody but the message that shows them. */
export function createPictures(options: PicturesOptions): Pictures {
  const { client, draw, logger, apiUrl, patienceMs = 4_000 } = options;
  /** File ids by what the chart says, so that an edited or repeated message uploads nothing twice. */
  const files = new Map<string, Promise<string>>();

  async function upload(chart: Chart): Promise<string> {
    if (!draw) throw new Error("nothing draws charts here");
    const { png, alt } = await draw(chart);
    const ticket = Ticket.parse(
      await client.files.getUploadURLExternal({
        filename: `${chart.kind}.png`,
        length: png.length,
        alt_text: alt,
      }),
    );
    const { protocol, host } = new URL(ticket.upload_url);
    if (protocol !== "https:" && host !== new URL(apiUrl).host)
      throw new Error("upload address without https");
    const taken = await fetch(ticket.upload_url, {
      method: "POST",
      headers: { "content-type": "image/png" },
      body: new Uint8Array(png),
      redirect: "error",
      signal: AbortSignal.timeout(uploadMs),
    });
    if (!taken.ok) throw new Error(`the upload was answered ${taken.status}`);
    await client.files.completeUploadExternal({
      files: [{ id: ticket.file_id, title: plain(chart.title, 120) }],
    });
    return ticket.file_id;
  }

  const keyOf = (chart: Chart) => createHash("sha256").update(JSON.stringify(chart)).digest("base64url");

  /** The upload goes on beyond the patience of one message: its next attempt finds the file. */
  function fileOf(chart: Chart): Promise<string> {
    const key = keyOf(chart);
    const known = files.get(key);
    if (known) return known;
    const file = upload(chart);
    files.set(key, file);
    file.catch((error: unknown) => {
      files.delete(key);
      logger.warn({ err: error }, "slack_picture_failed");
    });
    const [oldest] = files.keys();
    if (files.size > remembered && oldest !== undefined) files.delete(oldest);
    return file;
  }

  async function illustrate(view: View): Promise<{ view: View; pictured: boolean }> {
    const late = new AbortController();
    const patience = delay(patienceMs, null, { signal: late.signal, ref: false }).catch(() => null);
    const ids = new Map<Chart, string>();
    await Promise.all(
      (view.pictures ?? []).map(async ({ chart }) => {
        const id = await Promise.race([fileOf(chart).catch(() => null), patience]);
        if (id) ids.set(chart, id);
      }),
    );
    late.abort();
    const blocks = withPictures(view, (chart) => {
      const id = ids.get(chart);
      const words = plain(altText(chart), 1900);
      return id
        ? { type: "image", slack_file: { id }, alt_text: words }
        : { type: "section", text: { type: "plain_text", text: words, emoji: false } };
    });
    return { view: { text: view.text, blocks }, pictured: ids.size > 0 };
  }

  return {
    async show(view, send, signal) {
      if (!view.pictures || view.pictures.length === 0) return await send(view);
      const shown = await illustrate(view);
      for (const pause of shown.pictured ? pauses : []) {
        if (pause > 0) await delay(pause);
        signal?.throwIfAborted();
        try {
          return await send(shown.view);
        } catch (error) {
          if (!mayBePicture(error)) throw error;
        }
      }
      if (shown.pictured) {
        logger.warn({}, "slack_picture_refused");
        for (const { chart } of view.pictures) files.delete(keyOf(chart));
      }
      signal?.throwIfAborted();
      return await send(inWords(view));
    },
  };
}

/** A surface whose messages carry their pictures. */
export const pictured = (surface: RecruiterSurface, pictures: Pictures): RecruiterSurface => ({
  post: ({ view, ...message }) =>
    pictures.show(view, (shown) => surface.post({ ...message, view: shown }), message.signal),
  update: ({ view, ...message }) =>
    pictures.show(view, (shown) => surface.update({ ...message, view: shown }), message.signal),
  find: (...where) => surface.find(...where),
});
