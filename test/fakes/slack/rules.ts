import { z } from "zod";
import blockKit from "../../fixtures/schemas/slack-block-kit.json" with { type: "json" };
import methods from "../../fixtures/schemas/slack-methods.json" with { type: "json" };
import { createSchemaCheck } from "../schema-check.ts";

const methodArguments = createSchemaCheck(methods);
const blockKitObjects = createSchemaCheck(blockKit);

const Definitions = z.record(
  z.string(),
  z.object({
    properties: z.record(z.string(), z.unknown()).optional(),
    anyOf: z.array(z.object({ properties: z.record(z.string(), z.unknown()).optional() })).optional(),
  }),
);
const Constant = z.object({ const: z.string() });
const Json = z.record(z.string(), z.unknown());

/** Block type -> name of its definition, so that an error names the block and not the whole union. */
const blockDefinitions = new Map<string, string>();
for (const [name, definition] of Object.entries(Definitions.parse(blockKit.definitions))) {
  const type = Constant.safeParse(definition.properties?.type ?? definition.anyOf?.[0]?.properties?.type);
  if (type.success && name.endsWith("Block")) blockDefinitions.set(type.data.const, name);
}

/** The methods this fake answers. */
export const knownMethods = [...Object.keys(methods.methods), "conversations.open"];

const Opening = z.strictObject({ users: z.string().regex(/^[UW]/), token: z.string().optional() });

/** Everything that is wrong with a call of ours; empty = Slack would take it. */
export function violationsOfCall(method: string, args: Record<string, unknown>): string[] {
  if (method === "conversations.open")
    return Opening.safeParse(args).success ? [] : ["it opens one person's messages"];
  const errors = methodArguments(`#/methods/${method}`, args);
  if (args.attachments !== undefined) errors.push("attachments are not used here");
  if (args.blocks !== undefined) errors.push(...violationsOfBlocks(args.blocks, 50));
  if (method === "views.publish") errors.push(...violationsOfHome(args.view));
  else if (args.view !== undefined) errors.push(...violationsOfModal(args.view));
  if (typeof args.text === "string") errors.push(...violationsOfText(args.text, "text"));
  if (method === "chat.postMessage" && (args.unfurl_links !== false || args.unfurl_media !== false)) {
    errors.push("links must not unfurl");
  }
  return errors;
}

/** The same for a message in an acknowledgement or at a response_url. */
export function violationsOfReply(reply: Record<string, unknown>): string[] {
  const errors: string[] = [];
  if (reply.text === undefined && reply.blocks === undefined) errors.push("a reply needs text or blocks");
  if (typeof reply.text === "string") errors.push(...violationsOfText(reply.text, "text"));
  if (reply.blocks !== undefined) errors.push(...violationsOfBlocks(reply.blocks, 50));
  return errors;
}

export function violationsOfModal(view: unknown): string[] {
  const modal = z
    .looseObject({ blocks: z.array(z.unknown()), submit: z.unknown().optional() })
    .safeParse(view);
  if (!modal.success) return ["a modal needs blocks"];
  const errors = blockKitObjects("#/definitions/ModalView", { ...modal.data, blocks: [] });
  errors.push(...violationsOfBlocks(modal.data.blocks, 100));
  const hasInput = modal.data.blocks.some((block) => Json.safeParse(block).data?.type === "input");
  if (hasInput && modal.data.submit === undefined) errors.push("a modal with inputs needs a submit button");
  return errors;
}

export function violationsOfHome(view: unknown): string[] {
  const home = z.looseObject({ blocks: z.array(z.unknown()) }).safeParse(view);
  if (!home.success) return ["a Home needs blocks"];
  const errors = blockKitObjects("#/definitions/HomeView", { ...home.data, blocks: [] });
  return [...errors, ...violationsOfBlocks(home.data.blocks, 100)];
}

/** Mistakes in a submitted modal: sentences for input blocks that are there. */
export function violationsOfErrors(errors: unknown, view: Record<string, unknown>): string[] {
  const parsed = z.record(z.string(), z.string().min(1)).safeParse(errors);
  if (!parsed.success || Object.keys(parsed.data).length === 0)
    return ["errors need a sentence per block_id"];
  const inputs = z
    .array(z.looseObject({ type: z.string(), block_id: z.string().optional() }))
    .catch([])
    .parse(view.blocks)
    .flatMap((block) => (block.type === "input" ? [block.block_id] : []));
  return Object.keys(parsed.data).flatMap((id) => (inputs.includes(id) ? [] : [`no input block ${id}`]));
}

function violationsOfBlocks(blocks: unknown, max: number): string[] {
  const list = z
    .array(z.looseObject({ type: z.string(), block_id: z.string().optional() }))
    .safeParse(blocks);
  if (!list.success) return ["blocks must be a list of blocks"];
  const errors = list.data.length > max ? [`${list.data.length} blocks, at most ${max}`] : [];
  const ids = list.data.map((block) => block.block_id).filter((id) => id !== undefined);
  if (new Set(ids).size !== ids.length) errors.push("block_id is not unique");
  if (list.data.filter((block) => block.type === "table").length > 1) errors.push("more than one table");
  for (const [i, block] of list.data.entries()) {
    const definition = blockDefinitions.get(block.type);
    if (!definition) errors.push(`block ${i}: unknown type ${block.type}`);
    else
      errors.push(
        ...blockKitObjects(`#/definitions/${definition}`, block).map((line) => `block ${i}: ${line}`),
      );
    if (typeof block.alt_text === "string" && block.alt_text.length > 2000)
      errors.push(`block ${i}: alt_text has ${block.alt_text.length} characters, at most 2000`);
    const actions = actionIdsIn(block);
    if (new Set(actions).size !== actions.length) errors.push(`block ${i}: action_id is not unique`);
  }
  for (const text of mrkdwnIn(list.data)) errors.push(...violationsOfText(text, "mrkdwn"));
  return errors;
}

/** Nothing of ours mentions a crowd, and nothing from outside can break out of its place. */
function violationsOfText(text: string, where: string): string[] {
  const errors: string[] = [];
  if (where === "text" && text.length === 0) errors.push("text is empty");
  if (where === "text" && text.length > 4000) errors.push(`text has ${text.length} characters, at most 4000`);
  if (/<!(channel|here|everyone|subteam)/.test(text)) errors.push(`${where} mentions a crowd`);
  if (/&(?!amp;|lt;|gt;)/.test(text)) errors.push(`${where} has an unescaped &`);
  if (/<(?![@#]|https?:|mailto:)/.test(text)) errors.push(`${where} has an unescaped <`);
  if (!text.isWellFormed()) errors.push(`${where} has half a character`);
  return errors;
}

function mrkdwnIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnIn);
  const object = Json.safeParse(value).data;
  if (!object) return [];
  if (object.type === "mrkdwn" && typeof object.text === "string") return [object.text];
  return Object.values(object).flatMap(mrkdwnIn);
}

function actionIdsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(actionIdsIn);
  const object = Json.safeParse(value).data;
  if (!object) return [];
  const own = typeof object.action_id === "string" ? [object.action_id] : [];
  return [...own, ...Object.values(object).flatMap(actionIdsIn)];
}
