import { bare } from "../dialogue/words.ts";
import { isTimeZone } from "./zone-time.ts";

/** What a candidate wants about an interview. `more` = times from this one on. */
export type InterviewWish =
  | { kind: "pick"; slot: string }
  | { kind: "more"; from: number }
  | { kind: "none" | "confirm" | "move" | "cancel" | "unable" | "when" }
  | { kind: "zone"; timeZone: string };

/** Values of the buttons; within the 64 bytes that the narrowest platform takes. */
export const interviewValue = (wish: Exclude<InterviewWish, { kind: "zone" }>): string => {
  switch (wish.kind) {
    case "pick":
      return `interview:pick:${wish.slot}`;
    case "more":
      return `interview:more:${wish.from}`;
    default:
      return `interview:${wish.kind}`;
  }
};

/** The wish behind a pressed button; null = another button, or one of an unknown kind. */
export function readInterviewButton(choice: string | undefined): InterviewWish | null {
  const [of, kind, value = ""] = (choice ?? "").split(":");
  if (of !== "interview") return null;
  switch (kind) {
    case "pick":
      return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) ? { kind, slot: value } : null;
    case "more":
      return /^\d{1,3}$/.test(value) ? { kind, from: Number(value) } : null;
    case "none":
    case "confirm":
    case "move":
    case "cancel":
    case "unable":
    case "when":
      return { kind };
    default:
      return null;
  }
}

type Open = {
  /** There is an appointment. */
  appointment: boolean;
  /** Times on offer, in the order shown. */
  offered: readonly { value: string; label: { zh: string; en: string } }[];
};

/** The wish in typed words, as a whole message, where an interview is open; null = it is about something else. */
export function readInterviewWords(text: string, open: Open): InterviewWish | null {
  const zone =
    /^\s*(?:时区|时間帯|time\s*zone|timezone)\s*[:：是]?\s*([A-Za-z]+(?:[/_+-][A-Za-z0-9]+){0,3})\s*$/i.exec(
      text,
    );
  if (zone?.[1] && isTimeZone(zone[1])) return { kind: "zone", timeZone: zone[1] };
  const said = bare(text);
  const pick = open.offered.find(({ label }) => [label.zh, label.en].some((one) => bare(one) === said));
  const number = /^[1-9]$/.test(said) ? open.offered[Number(said) - 1] : undefined;
  const picked = readInterviewButton((pick ?? number)?.value);
  if (picked) return picked;
  const polite = said.replace(
    /^(?:您好|你好|请问|不好意思|抱歉|麻烦|请|我想|我要|我想要|可以|能不能|能|hi|hello|please|sorry|iwant|iwantto|canwe|cani|iwouldliketo|idliketo)+/,
    "",
  );
  const plain = polite.replace(/(?:一下|可以吗|行吗|吗|吧|了|呢|谢谢|please|thanks|thankyou)+$/, "");
  for (const [pattern, kind] of wishes)
    if (pattern.test(plain)) return open.appointment || kind !== "confirm" ? { kind } : null;
  return null;
}

const wishes = [
  [
    /^(?:面试)?(?:改期|改时间|换时间|改个时间|换个时间|改约|另约|另约时间|约别的时间|换一天|改天|面试改期|面试改时间)$|^(?:reschedule|move|change(?:the)?time|another(?:time|day)|moveit|rescheduleit|reschedulemyinterview|movemyinterview)$/,
    "move",
  ],
  [
    /^(?:取消|取消面试|面试取消|取消预约|不面试|不面|不来|不去|放弃面试)$|^(?:cancel|cancelit|cancelinterview|cancelmyinterview|canceltheinterview)$/,
    "cancel",
  ],
  [
    /^(?:来不|去不|到不|来不了|去不了|到不了|没空|没时间)$|^(?:cantcome|cantmakeit|icantcome|icantmakeit|icannotcome)$/,
    "unable",
  ],
  [
    /^(?:会到|会准时到|会来|准时到|一定到|我会到|我会准时到|我会来|确认参加|确认面试)$|^(?:iwillcome|illcome|illbethere|iwillbethere|confirm)$/,
    "confirm",
  ],
  [
    /^(?:面试时间|面试几点|几点面试|什么时候面试|面试是什么时候|面试是几点|我的面试|面试地点|面试在哪|面试在哪里)$|^(?:whenismyinterview|whenistheinterview|myinterview|whereistheinterview|interviewtime)$/,
    "when",
  ],
] as const satisfies readonly (readonly [RegExp, InterviewWish["kind"]])[];
