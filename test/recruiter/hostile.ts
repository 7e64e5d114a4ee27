import naughty from "../fixtures/recruiter/naughty-strings.json" with { type: "json" };
import injections from "../fixtures/recruiter/render-injection.json" with { type: "json" };

/** Texts that break pages, messages and tables elsewhere. */
export const hostileTexts: readonly string[] = [
  ...naughty.texts,
  ...injections.texts,
  "@channel @here @everyone",
  "<!channel>".repeat(400),
  "a\u0301".repeat(5000),
  `Z${"\u0489".repeat(9000)}`,
  "👩‍👩‍👧‍👦".repeat(600),
  "&".repeat(5000),
  "\ud800 half a character \udc00",
  "   ",
  "\u200b\u200b",
  "> *quoted* _and_ ~struck~ `code` :poop:",
];
