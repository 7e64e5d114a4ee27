import { describe, expect, it } from "vitest";
import { readPay } from "../../../src/core/adverts/advert.ts";
import { lintAdvert } from "../../../src/core/adverts/lint.ts";
import { postingText } from "../../../src/core/adverts/posting-text.ts";
import { addressesOf } from "../../../src/core/link-addresses.ts";
import { OwnChannel, openChannels, postingOf } from "../../../src/core/recruiting-channels.ts";

const addresses = addressesOf("AbCdEfGh", { publicUrl: "https://hr.example.com", telegramBot: "shop_bot" });
const job = (about: string) => ({
  id: "job-3f7k",
  title: "拼多多食品类目售前售后客服专员（早晚班轮换，长期）",
  company: "云朵食品",
  companyId: "shop",
  shift: "rotating" as const,
  openings: 5,
  advert: {
    about,
    needs: "能轮班",
    offers: "五险一金",
    english: "",
    city: "杭州",
    payMin: 4500,
    payMax: 6500,
    employment: "full_time" as const,
    closesOn: null,
  },
});

describe("the text for a board", () => {
  const written = openChannels.map(({ id }) => ({
    id,
    way: postingOf(id),
    text: postingText(job("接待顾客。\n".repeat(190)), id, addresses),
  }));

  it("never goes beyond the board's limits, and says when something had to be left out", () => {
    for (const { id, way, text } of written) {
      if (way?.by !== "text" && way?.by !== "message") continue;
      expect([...(text?.body ?? "")].length, id).toBeLessThanOrEqual(way.body);
      if (way.by === "text") expect([...(text?.title ?? "")].length, id).toBeLessThanOrEqual(way.title);
      expect(text?.room.shortened, id).toBe(way.body <= 1000);
    }
  });

  it("always carries the tracking link, where boards take links out in the greeting, however long the advert is", () => {
    for (const { id, way, text } of written) {
      if (way?.by === "feed" || way?.by === "page") expect(text, id).toBeNull();
      else {
        const link =
          id === "telegram" ? "https://t.me/shop_bot?start=AbCdEfGh" : "https://hr.example.com/c/AbCdEfGh";
        const inGreeting = way?.by === "text" && way.link === "greeting";
        expect(inGreeting ? text?.greeting : text?.body, id).toContain(link);
        if (inGreeting) expect(text?.body, id).not.toContain("http");
      }
    }
  });

  it("is lawful by itself", () => {
    for (const { text } of written)
      if (text) expect(lintAdvert(`${text.title}\n${text.body}\n${text.greeting ?? ""}`)).toEqual([]);
  });
});

it.each([
  ["4500-6500", 4500, 6500],
  ["4.5k～6.5k", 4500, 6500],
  ["5-7千", 5000, 7000],
  ["¥5,000 元/月", 5000, 5000],
  ["面议", null, null],
])("pay is read from %s", (text, payMin, payMax) => {
  expect(readPay(text)).toEqual({ payMin, payMax });
});

it("refuses pay that is none", () => {
  for (const text of ["很多", "6500-4500", "50", "1-2-3", "4500-6500元/月起步价"])
    expect(readPay(text), text).toBeNull();
});

it("lets companies invent channels, but never those that only count people", () => {
  expect(OwnChannel.parse("校园双选会")).toBe("校园双选会");
  for (const bad of ["unknown", "pool", "a b", "", "<x>", "x".repeat(33)])
    expect(OwnChannel.safeParse(bad).success, bad).toBe(false);
});
