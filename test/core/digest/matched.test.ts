import { describe, expect, it } from "vitest";
import { type Alert, alertChanges } from "../../../src/core/digest/alerts.ts";
import { firstRows, inMessages, listWaiting, mostRows } from "../../../src/core/digest/matched.ts";

describe("who waits", () => {
  it("is listed by the length of the wait, with those marked who came since the digest before", () => {
    const waiting = [
      { applicationId: "c", since: 300 },
      { applicationId: "a", since: 100 },
      { applicationId: "b", since: 200 },
    ];
    expect(listWaiting(waiting, 200).rows.map((row) => [row.applicationId, row.fresh])).toEqual([
      ["a", false],
      ["b", false],
      ["c", true],
    ]);
    // The very first digest has nothing before it: then everybody would be new, which says nothing.
    expect(listWaiting(waiting, null).rows.some(({ fresh }) => fresh)).toBe(false);
  });

  it("is cut at what a thread may hold, and the rest is counted", () => {
    const many = Array.from({ length: mostRows + 7 }, (_, i) => ({ applicationId: `${i}`, since: i }));
    const { rows, more } = listWaiting(many, null);
    expect([rows.length, more]).toEqual([mostRows, 7]);
    const messages = inMessages(rows);
    expect(messages[0]).toHaveLength(firstRows);
    expect(messages.flat()).toEqual(rows);
    expect(Math.max(...messages.map((message) => message.length))).toBeLessThanOrEqual(40);
    expect(inMessages([])).toEqual([[]]);
  });
});

describe("alerts", () => {
  const silent = (job: string, days = 7): Alert => ({ type: "job_silent", job, title: job, days });
  const card = (resting = false): Alert => ({
    type: "cards_expiring",
    cards: ["PDD-02"],
    on: "2026-11-28",
    resting,
  });

  it("are told when they begin and when they are over, not while their numbers move", () => {
    expect(alertChanges([], [silent("a"), card()])).toEqual({ began: [silent("a"), card()], ended: [] });
    expect(alertChanges([silent("a"), card()], [card(true), silent("a", 8)])).toEqual({
      began: [],
      ended: [],
    });
    expect(alertChanges([silent("a"), card()], [silent("b")])).toEqual({
      began: [silent("b")],
      ended: [silent("a"), card()],
    });
    expect(alertChanges([], [card(), card()]).began).toHaveLength(1);
  });
});
