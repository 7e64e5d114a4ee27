import { readFileSync } from "node:fs";
import { Ajv, type AnySchemaObject, type ErrorObject, type ValidateFunction } from "ajv";

/** What is wrong with `value` by the schema at `pointer` (`#/methods/sendMessage`); empty = nothing. Throws for an unknown pointer. */
export type SchemaCheck = (pointer: string, value: unknown) => string[];

/**
 * A platform's published schemas as the judge of what we send. They know nothing of our code, so they find what we
 * believe wrongly. Each is compiled when first asked for.
 */
export function createSchemaCheck(schema: AnySchemaObject): SchemaCheck {
  const ajv = new Ajv({ strict: false, allErrors: true, verbose: true, validateFormats: false });
  ajv.addKeyword({ keyword: "x-maxBytes", type: "string", schemaType: "number", validate: atMostBytes });
  ajv.addKeyword({ keyword: "x-minBytes", type: "string", schemaType: "number", validate: atLeastBytes });
  const root = "schema";
  const { $id: _, ...content } = schema;
  ajv.addSchema(content, root);
  const compiled = new Map<string, ValidateFunction>();

  return (pointer, value) => {
    const validate = compiled.get(pointer) ?? ajv.getSchema(`${root}${pointer}`);
    if (!validate) throw new Error(`there is no schema at ${pointer}`);
    compiled.set(pointer, validate);
    return validate(value) ? [] : (validate.errors ?? []).map(describe);
  };
}

/** A schema file of test/fixtures/schemas. */
export function readSchema(file: string): AnySchemaObject {
  return JSON.parse(readFileSync(new URL(`../fixtures/schemas/${file}`, import.meta.url), "utf8"));
}

const atMostBytes = (limit: number, text: string): boolean => Buffer.byteLength(text) <= limit;
const atLeastBytes = (limit: number, text: string): boolean => Buffer.byteLength(text) >= limit;

function describe({ instancePath, keyword, message, params, data }: ErrorObject): string {
  const value = JSON.stringify(data) ?? "nothing";
  const shown = value.length > 120 ? `${value.slice(0, 120)}…` : value;
  return `${instancePath || "/"} ${message ?? keyword} ${JSON.stringify(params)}: ${shown}`;
}
