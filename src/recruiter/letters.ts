import { retryDays } from "../core/dialogue/retry.ts";
import { reviewDays } from "../core/dialogue/review-window.ts";
import { inLocale, type Locale } from "../core/locale.ts";
import { maskPersonal } from "../core/masking.ts";
import type { Assessment } from "../core/scoring/assessment.ts";
import { adviceOf } from "../core/scoring/receipt.ts";
import { clip } from "./text.ts";
import { say } from "./words.ts";

type Addressee = { name: string | null; jobTitle: string; locale: Locale };

/** The proposed invitation, in the candidate's language; the recruiter edits it before it goes out. */
export function invitationText({ name, jobTitle, locale }: Addressee): string {
  return say(
    locale,
    `${name ? `${name}，` : ""}您好！谢谢您认真完成「${jobTitle}」的测评，我们想邀请您来面试，聊聊岗位和您的想法。\n时间不合适的话，直接在这里回复您方便的时间就可以。`,
    `Hello${name ? ` ${name}` : ""}! Thank you for the care you put into the screening for "${jobTitle}". We would like to invite you to an interview to talk about the job and what you are looking for.\nIf the time does not suit you, just reply here with one that does.`,
  );
}

/** The invitation as sent: the text, then time and contact where they were given. */
export function withDetails(
  text: string,
  details: { when: string; contact: string },
  locale: Locale,
): string {
  const lines = [text.trim()];
  if (details.when.trim()) lines.push(say(locale, "面试时间：", "Interview: ") + details.when.trim());
  if (details.contact.trim()) lines.push(say(locale, "联系人：", "Contact: ") + details.contact.trim());
  return lines.join("\n");
}

/**
 * The proposed decline, in the candidate's language: thanks, one concrete improvement from the weakest moment (none
 * without an assessment), when to try again (by the `attempts` that have begun), how to reach a person. Never a
 * judgement of the person.
 */
export function declineText(
  { name, jobTitle, locale }: Addressee,
  assessment: Assessment | null,
  attempts: number,
): string {
  const advice = assessment ? adviceOf(assessment) : null;
  const label = advice && inLocale(advice, locale);
  const days = retryDays(attempts);
  const paragraphs = [
    say(
      locale,
      `${name ? `${name}，` : ""}您好！谢谢您花时间参加「${jobTitle}」的测评。这一次我们没有安排后续面试。`,
      `Hello${name ? ` ${name}` : ""}, thank you for the time you gave to the screening for "${jobTitle}". This time we are not going on to an interview.`,
    ),
    label
      ? say(
          locale,
          `有一点您可以马上用上：下次遇到类似的顾客，记得做到「${label}」，回答会更有说服力。`,
          `One thing you can use right away: with a customer like this, remember "${label}". It makes an answer much stronger.`,
        )
      : null,
    say(
      locale,
      `${days} 天后欢迎再来，这次的结果不影响下一次。`,
      `You are welcome to try again in ${days} days; this result will not count against you.`,
    ),
    say(
      locale,
      `想了解原因、或觉得结果不对，在这里回复“人工”就会有同事和您聊，${reviewDays} 天内都可以申请复核。`,
      `To hear more, or if you think we got it wrong, reply "human" here and one of us will talk to you. You can ask for a review within ${reviewDays} days.`,
    ),
  ];
  return paragraphs.filter((paragraph) => paragraph !== null).join("\n");
}

/**
 * The proposed question when words may have come from elsewhere, in the candidate's language; null = nothing to check.
 * It asks about the matter and accuses nobody.
 */
export function checkingQuestion(locale: Locale, assessment: Assessment | null): string | null {
  const [first] = assessment?.signs?.flatMap(({ quote }) => (quote ? [quote.text] : [])) ?? [];
  if (first === undefined) return null;
  const words = clip(maskPersonal(first.replace(/\s+/gu, " "), locale), 40);
  return say(
    locale,
    `您测评里说到“${words}”，如果现在就有这样一位顾客，您会先做哪一步、为什么？用自己的话说两三句就好。`,
    `In the screening you wrote "${words}". With a customer like that in front of you, what would you do first, and why? Two or three sentences of your own are enough.`,
  );
}
