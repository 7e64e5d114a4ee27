import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { trainConduct } from "./conduct-recipe.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("say where the data lie: npm run train:conduct -- <data folder>");

const target = new URL("../../prompts/models/conduct.json", import.meta.url);
const text = `${JSON.stringify(trainConduct(folder), null, 2)}\n`;
writeFileSync(target, text);
process.stdout.write(`${fileURLToPath(target)}: ${text.length} bytes\n`);
