import { inLocale, type Locale } from "../../core/locale.ts";
import { figure, type Section } from "../report/model.ts";
import type { Tried } from "./try-report.ts";

/** Who would change sides of the pass line against the version it is compared with. */
export function comparisonSection({ comparison, against, config }: Tried, locale: Locale): Section {
  const t = (zh: string, en: string) => (locale === "en" ? en : zh);
  const title = t("与已发布版本相比", "Against the published version");
  if (!comparison) return { title, notes: [against] };
  const moved = comparison.people.filter(({ up, down }) => up + down > 0);
  const up = moved.reduce((sum, one) => sum + one.up, 0);
  const down = moved.reduce((sum, one) => sum + one.down, 0);
  const all = comparison.rescored.length;
  return {
    title,
    notes: [
      against,
      t(
        "同一批对话（一半按旧剧本演，一半按新剧本演）分别用两个版本评分；只比评分，不比客户说了什么。",
        "The same dialogues, half of them played on the old script and half on the new one, scored by both; what differs is the scoring alone.",
      ),
    ],
    findings: [
      {
        tone: up + down === 0 ? "good" : "warn",
        text: t(
          `${all} 场里：${up} 场由不过变为过，${down} 场由过变为不过。`,
          `Of ${all} sessions ${up} would now pass, ${down} would no longer.`,
        ),
      },
    ],
    plots: [
      {
        kind: "square",
        label: t("每场的新旧分数", "Old and new score of every session"),
        x: t("旧版分数 →", "old score →"),
        y: t("新版分数", "new score"),
        most: 100,
        mark: config.pass_above,
        points: comparison.rescored.map(({ before, after, session }) => ({
          x: before,
          y: after,
          label: `${inLocale(session.persona.name, locale)} ${before} → ${after}`,
        })),
      },
    ],
    tables: [
      {
        columns: [
          { label: t("候选人", "persona") },
          { label: "n", align: "right" },
          { label: t("不过→过", "now pass"), align: "right" },
          { label: t("过→不过", "no longer"), align: "right" },
          { label: t("平均变化", "mean change"), align: "right" },
        ],
        rows: comparison.people.map(({ persona, sessions, up: more, down: fewer, shift }) => [
          inLocale(persona.name, locale),
          String(sessions),
          more > 0 ? { text: String(more), tone: "warn" } : "·",
          fewer > 0 ? { text: String(fewer), tone: "bad" } : "·",
          figure(shift, 1),
        ]),
      },
      ...(comparison.elements.length === 0
        ? []
        : [
            {
              caption: t("学分有变的得分项", "Elements whose credit changed"),
              columns: [
                { label: t("项", "id") },
                { label: t("场次", "sessions"), align: "right" as const },
                { label: t("最常见的变化", "commonest change") },
              ],
              rows: comparison.elements.map(({ id, changed, commonest }) => [id, String(changed), commonest]),
            },
          ]),
    ],
  };
}

/** The session with the median score of every persona, word for word. */
export function talkSection({ measured }: Tried, locale: Locale): Section {
  const t = (zh: string, en: string) => (locale === "en" ? en : zh);
  return {
    title: t("样例对话", "Sample sessions"),
    notes: [t("每类候选人里分数居中的一场。", "The session with the median score of each persona.")],
    details: measured.people.flatMap(({ persona, example }) =>
      example
        ? [
            {
              title: `${inLocale(persona.name, locale)} — ${figure(example.score.total, 1)}`,
              lines: example.lines.map(({ from, t: seconds, text, node }) => ({
                who: `${Math.round(seconds)} s ${from === "customer" ? t("客户", "customer") : t("候选人", "candidate")}`,
                text: node && from === "customer" ? `${text}  〔${node}〕` : text,
                quiet: from === "customer",
              })),
            },
          ]
        : [],
    ),
  };
}

/** What the people are, so that nobody takes the figures for more than they are. */
export function methodSection({ books }: Tried, locale: Locale): Section {
  const t = (zh: string, en: string) => (locale === "en" ? en : zh);
  const sentences = Object.values(books).flatMap(({ elements }) =>
    Object.values(elements).flatMap(({ full, partial }) => [...full, ...partial]),
  );
  const count = (source: string) => sentences.filter((one) => one.source === source).length;
  return {
    title: t("这些人物是什么", "What these people are"),
    notes: [
      t(
        `不是真人。每个人物由“知道多少、怎么写、多快、什么花招”几个数字决定，句子有三个来源：作者在剧本里写的 sample（${count("sample")} 句）、产品自带的常用语（${count("phrase")} 句）、由剧本自己的词条拼出的短语（${count("pattern")} 句）。`,
        `No real people. A persona is a few numbers (how much it knows, how it writes, how fast, which trick); its sentences come from the author's samples in the script (${count("sample")}), from a phrase book that comes with the product (${count("phrase")}) and from the script's own patterns (${count("pattern")}).`,
      ),
      t(
        "后两种只留下单独说时规则能认出、且不违规的，所以“好”的人天然说得中：这里量的是剧本、权重、闸门和时间配合得怎样，不是规则认不认得真人的话。后者请用真实转写跑 eval scenario --report。",
        "Of the last two only those are kept that the rules recognise when said alone and that break nothing, so good people hit by construction: what is measured is how script, weights, gates and times work together, not whether the rules understand real speech. For that run eval scenario --report on real transcripts.",
      ),
      t(
        "对话由产品本身的 transition 在模拟时钟上推进，分数由产品本身的评分算出；打字速度按人物的速度校正。同样的种子给出同样的报告。",
        "The product's own transition plays the dialogue on a simulated clock, and the product's own scoring scores it; typing is adjusted for at the persona's speed. The same seed gives the same report.",
      ),
    ],
  };
}
