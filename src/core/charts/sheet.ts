import { z } from "zod";
import { Locale } from "../locale.ts";
import { Chart, type Picture } from "./chart.ts";

/** An address as a QR code, for print and screens. */
const QrSheet = z.object({ kind: z.literal("qr"), address: z.string().min(1).max(300) });

/** A page to print and hang up: what the job is, and the code to scan. A4, 300 dots per inch. */
const PosterSheet = z.object({
  kind: z.literal("poster"),
  locale: Locale,
  company: z.string().min(1).max(80),
  title: z.string().min(1).max(80),
  /** City, shift, pay: a few words each. */
  facts: z.array(z.string().min(1).max(40)).max(5),
  /** Sentences under them. */
  lines: z.array(z.string().min(1).max(120)).max(6),
  /** What scanning does, and what is promised. */
  call: z.string().min(1).max(60),
  promise: z.string().min(1).max(80),
  address: z.string().min(1).max(300),
});
export type PosterSheet = z.infer<typeof PosterSheet>;

/** What is drawn besides charts: codes and posters, plain data too. */
export const Sheet = z.discriminatedUnion("kind", [QrSheet, PosterSheet]);
export type Sheet = z.infer<typeof Sheet>;

/** Everything the drawing room draws. */
export const Drawing = z.union([Chart, Sheet]);
export type Drawing = z.infer<typeof Drawing>;

/** Draws charts, codes and posters. Rejects when it takes too long or the work was given up. */
export type Draw = (drawing: Drawing, signal?: AbortSignal) => Promise<Picture>;

export const isSheet = (drawing: Drawing): drawing is Sheet =>
  drawing.kind === "qr" || drawing.kind === "poster";
