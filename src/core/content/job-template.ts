import { z } from "zod";
import { Bilingual } from "../locale.ts";
import { checkUnique } from "./check-scenario.ts";

const Id = z.string().regex(/^[a-z]+$/);
const ScenarioIds = z.array(z.string().regex(/^S\d\d$/));

/** `prompts/job-templates.yaml`: what suits a job on a platform, selling a product. */
export const JobTemplates = z.strictObject({
  platforms: z
    .array(z.strictObject({ id: Id, name: Bilingual, scenarios: ScenarioIds, explain: z.array(z.string()) }))
    .min(1),
  products: z.array(z.strictObject({ id: Id, name: Bilingual, scenarios: ScenarioIds })).min(1),
});
export type JobTemplates = z.infer<typeof JobTemplates>;

/** What a job gets from a template. `id` is platform and product: "pdd-food". */
export type JobTemplate = {
  id: string;
  platform: string;
  product: string;
  name: Bilingual;
  scenarioIds: string[];
  ruleIds: string[];
};

/** The content there is to choose from. */
type There = {
  scenarios: readonly string[];
  rules: readonly { id: string; card?: string | undefined }[];
  /** Cards that can be asked; those that are switched off wait there until somebody confirms them. */
  cards: readonly string[];
};

/**
 * Every template that has a scenario. Only content that is there is offered; where a platform has no explanation of its
 * own, those of all platforms are.
 */
export function templatesOf({ platforms, products }: JobTemplates, there: There): JobTemplate[] {
  return platforms.flatMap((platform) =>
    products.flatMap((product) => {
      const wanted = [...new Set([...platform.scenarios, ...product.scenarios])].sort();
      const scenarioIds = wanted.filter((id) => there.scenarios.includes(id));
      const own = explained(platform.explain, there);
      const ruleIds = own.length > 0 ? own : there.rules.map(({ id }) => id).sort();
      if (scenarioIds.length === 0 || ruleIds.length === 0) return [];
      const name = {
        zh: `${platform.name.zh} · ${product.name.zh}`,
        en: `${platform.name.en} · ${product.name.en}`,
      };
      const id = `${platform.id}-${product.id}`;
      return [{ id, platform: platform.id, product: product.id, name, scenarioIds, ruleIds }];
    }),
  );
}

/** An explanation with a rubric of its own takes the place of the card it rests on; these first, then cards. */
function explained(wanted: readonly string[], { rules, cards }: There): string[] {
  const items = rules.filter(({ id, card }) => wanted.some((one) => one === id || one === card));
  const others = cards.filter((id) => wanted.includes(id) && !items.some(({ card }) => card === id));
  return [...items.map(({ id }) => id).sort(), ...others.sort()];
}

/** What is wrong with the templates; scenarios may be still to be written, cards must be there. */
export const checkTemplates = ({ platforms, products }: JobTemplates, there: There): string[] => [
  ...checkUnique("platforms", platforms),
  ...checkUnique("products", products),
  ...platforms.flatMap(({ id, explain }) =>
    explain
      .filter((one) => !there.cards.includes(one) && !there.rules.some((rule) => rule.id === one))
      .map((one) => `platform ${id}, explain: there is no card or explanation "${one}"; name one`),
  ),
  ...products
    .filter(({ scenarios }) => !scenarios.some((one) => there.scenarios.includes(one)))
    .map(({ id }) => `product ${id}, scenarios: none of them has a file; name one that has`),
];
