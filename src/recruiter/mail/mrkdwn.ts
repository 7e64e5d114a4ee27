/** A piece of mrkdwn: words in one style, or a line break. */
export type Piece =
  | { kind: "text"; text: string; style: "plain" | "bold" | "code" | "italic" | "strike" }
  | { kind: "link"; text: string; href: string }
  | { kind: "break" };

const styles = { "*": "bold", "`": "code", _: "italic", "~": "strike" } as const;

/** Our own mrkdwn in pieces: *bold*, `code`, _italic_, ~strike~, <https://…|links> and line breaks; entities are read. */
export function readMrkdwn(source: string): Piece[] {
  const pieces: Piece[] = [];
  const pattern = /<(https?:[^|>\s]+)(?:\|([^>]*))?>|([*_~`])(?=\S)(.+?)(?<=\S)\3|\n/g;
  let at = 0;
  const plain = (text: string) => {
    if (text) pieces.push({ kind: "text", text: readEntities(text), style: "plain" });
  };
  for (const match of source.matchAll(pattern)) {
    const [whole, href, label, mark, inside] = match;
    plain(source.slice(at, match.index));
    at = match.index + whole.length;
    if (href !== undefined)
      pieces.push({ kind: "link", text: readEntities(label || href), href: readEntities(href) });
    else if (isMark(mark))
      pieces.push({ kind: "text", text: readEntities(inside ?? ""), style: styles[mark] });
    else pieces.push({ kind: "break" });
  }
  plain(source.slice(at));
  return pieces;
}

const isMark = (mark: string | undefined): mark is keyof typeof styles =>
  mark !== undefined && Object.hasOwn(styles, mark);

const readEntities = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
