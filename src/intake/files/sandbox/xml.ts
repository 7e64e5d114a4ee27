import { Parser } from "htmlparser2";
import { Refused } from "../refused.ts";
import { decodeText } from "./plain.ts";

/** What happens while XML is walked; names keep their prefix. */
export type XmlWalker = {
  open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  close: (name: string) => void;
  text: (words: string) => void;
};

/** Walks XML without building a tree. A document type is refused: nothing may declare entities. */
export function walkXml(bytes: Buffer, walker: XmlWalker): void {
  const text = decodeText(bytes);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Refused("damaged");
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth += 1;
        // The parser's own list of open elements becomes slow long before it becomes long.
        if (depth > deepest) throw new Refused("damaged");
        walker.open(name, attributes);
      },
      onclosetag: (name) => {
        depth -= 1;
        walker.close(name);
      },
      ontext: walker.text,
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
}

/** Documents nest some dozens deep. */
const deepest = 1000;
