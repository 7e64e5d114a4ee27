import type { ScoringConfig } from "../../core/content/config.ts";
import type { Scenario } from "../../core/content/scenario.ts";
import { Locale } from "../../core/locale.ts";
import { type Finding, figure, percent } from "../report/model.ts";
import type { Measured, PersonaFigures } from "./measure.ts";
import type { Book } from "./wording.ts";

/** From where on a figure is worth a remark; shown with the finding. */
const limits = { auc: 0.95, goodPasses: 0.8, weakPasses: 0.05, pointBiserial: 0.2, found: 0.9, gate: 0.9 };

/** What an author should look at first, worst first; one good finding per thing that is in order. */
export function findingsOf(
  scenario: Scenario,
  config: ScoringConfig,
  measured: Measured,
  books: Readonly<Record<Locale, Book>>,
  locale: Locale,
): Finding[] {
  const t = (zh: string, en: string) => (locale === "en" ? en : zh);
  const name = ({ persona }: PersonaFigures) => t(persona.name.zh, persona.name.en);
  const share = ({ passes, totals }: PersonaFigures) => passes / totals.length;
  const line = config.pass_above;
  const failing = measured.people.filter(
    (one) => one.persona.group === "good" && share(one) < limits.goodPasses,
  );
  const slipping = measured.people.filter(
    (one) => one.persona.group === "weak" && share(one) > limits.weakPasses,
  );
  const separates = measured.auc >= limits.auc;
  const never = measured.branches.filter(({ all }) => all === 0).map(({ id }) => id);
  const openings = never.filter((id) => scenario.opening.some((one) => one.id === id));
  const branches = never.filter((id) => !openings.includes(id));
  const dull = measured.elements.filter(({ pointBiserial: r }) => !(r >= limits.pointBiserial));
  const turned = measured.elements.filter(({ hitGood, hitWeak }) => hitWeak >= hitGood);
  const missed = measured.elements.filter(({ meant, found }) => meant > 0 && found / meant < limits.found);
  const mute = Locale.options.flatMap((language) =>
    scenario.elements
      .filter(({ id, by_default }) => !by_default && books[language].elements[id]?.full.length === 0)
      .map(({ id }) => `${id} (${language})`),
  );
  const gates: [string, "off_platform" | "false_promise" | "ridicule_or_blame" | "abuse"][] = [
    ["off_platform", "off_platform"],
    ["promise", "false_promise"],
    ["blamer", "ridicule_or_blame"],
    ["hostile", "abuse"],
  ];
  const loose = gates.flatMap(([id, gate]) => {
    const one = measured.people.find(({ persona }) => persona.id === id);
    const rate = one ? (one.gates[gate] ?? 0) / one.totals.length : 1;
    const caps =
      gate === "abuse" || gate === "ridicule_or_blame" || scenario.violations.some((v) => v.gate === gate);
    return one && caps && rate < limits.gate ? [`${name(one)} → ${gate} ${percent(rate)}`] : [];
  });
  const unrecognised = Locale.options.flatMap((language) =>
    books[language].unrecognised.map(({ element, text }) => `${element}: ${t("“", "“")}${text}”`),
  );
  return [
    ...slipping.map(
      (one): Finding => ({
        tone: "bad",
        text: t(
          `${name(one)}不该过线，却有 ${percent(share(one))} 超过 ${line} 分（平均 ${figure(one.mean, 0)}）。`,
          `${name(one)} should not pass, yet ${percent(share(one))} score above ${line} (mean ${figure(one.mean, 0)}).`,
        ),
      }),
    ),
    ...failing.map(
      (one): Finding => ({
        tone: "bad",
        text: t(
          `${name(one)}应当过线，却只有 ${percent(share(one))} 超过 ${line} 分（平均 ${figure(one.mean, 0)}）。`,
          `${name(one)} should pass, yet only ${percent(share(one))} score above ${line} (mean ${figure(one.mean, 0)}).`,
        ),
      }),
    ),
    {
      tone: separates ? "good" : "bad",
      text: t(
        `好差两组的区分度：AUC ${figure(measured.auc, 3)}，d′ ${figure(measured.dPrime)}（AUC 要求至少 ${limits.auc}）。`,
        `Good and weak people are told apart with AUC ${figure(measured.auc, 3)}, d′ ${figure(measured.dPrime)} (AUC should be ${limits.auc} or more).`,
      ),
    },
    ...remark(
      "bad",
      mute,
      t(
        "找不到能拿满分的句子，检查词条或给该项写 sample：",
        "No sentence was found that earns these whole; check their patterns or give them a sample: ",
      ),
    ),
    ...remark(
      "bad",
      turned.map(({ id }) => id),
      t("差的人反而更常拿到的得分项：", "Weak people earn these at least as often as good ones: "),
    ),
    ...remark(
      "warn",
      loose,
      t(
        `应当触发却不到 ${percent(limits.gate)} 触发的闸门：`,
        `Gates that should be raised but are in less than ${percent(limits.gate)}: `,
      ),
    ),
    ...remark(
      "warn",
      missed.map(({ id, meant, found }) => `${id} ${found}/${meant}`),
      t(
        `说了却没认出来（不到 ${percent(limits.found)}），多半是方言、繁体或插话造成：`,
        `Said but not found (below ${percent(limits.found)}), mostly for dialect, script or interleaved lines: `,
      ),
    ),
    ...remark(
      "warn",
      dull.map(({ id, pointBiserial }) => `${id} ${figure(pointBiserial)}`),
      t(
        `与其他得分项几乎无关的得分项（点二列相关低于 ${limits.pointBiserial}）：`,
        `Elements that hardly go with the others (point-biserial below ${limits.pointBiserial}): `,
      ),
    ),
    ...remark(
      "warn",
      branches,
      t(
        "没有一场说到的客户台词，检查条件和 detect_order：",
        "Customer lines that no session reached; check their conditions and detect_order: ",
      ),
    ),
    ...remark(
      "warn",
      openings,
      t("对话引擎没有说出的开场白：", "Opening lines the dialogue engine did not say: "),
    ),
    ...remark(
      "warn",
      unrecognised.slice(0, 6),
      t("人写的句子没有被规则认出：", "Sentences written by people that the rules do not recognise: "),
    ),
  ];
}

const remark = (tone: Finding["tone"], items: readonly string[], text: string): Finding[] =>
  items.length === 0 ? [] : [{ tone, text: text + items.join(", ") }];
