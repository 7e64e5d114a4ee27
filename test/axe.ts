import axe from "axe-core";
import type { Page } from "playwright-core";
import { z } from "zod";

const Results = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullish(),
      nodes: z.array(z.object({ target: z.array(z.unknown()), failureSummary: z.string().optional() })),
    }),
  ),
});

/** Serious and critical findings of axe on a page as it stands, each with its first place. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // What is still fading in has colours that nobody reads.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.evaluate(axe.source);
  const found = await page.evaluate("axe.run(document, { resultTypes: ['violations'], elementRef: false })");
  return Results.parse(found)
    .violations.filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes: [first] }) => `${id}: ${String(first?.target)} ${first?.failureSummary ?? ""}`);
}
