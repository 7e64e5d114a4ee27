import { createHash } from "node:crypto";
import PostalMime, { type Email } from "postal-mime";
import { plainHeaders } from "./headers.ts";

export type MailFile = { name: string; type: string; bytes: Uint8Array; sha: string };

/** A mail as far as applications need it. */
export type Message = {
  /** The same for every delivery of the same mail, whatever the way it took added to it. */
  digest: string;
  /** The outer subject and those of mails attached to it. */
  subjects: string[];
  /** Domain of the sender's address; addresses themselves are not kept. "" = none. */
  domain: string;
  /** When it says it was sent. */
  at: Date | null;
  text: string;
  html: string;
  /** Documents; of pictures only the names are kept. */
  files: MailFile[];
  pictures: string[];
  /** The topmost Authentication-Results header. */
  authentication: string | null;
};

/** Mails within mails are read this deep, and so many parts of one. */
const deepest = 3;
const mostFiles = 20;

/** Reads the bytes of a mail; throws when it is none, or built to be endless. */
export async function readMessage(raw: Uint8Array, depth = 0): Promise<Message> {
  const mail = await PostalMime.parse(plainHeaders(raw), {
    forceRfc822Attachments: true,
    maxNestingDepth: 20,
    maxHeadersSize: 256 * 1024,
  });
  const parts = mail.attachments
    .slice(0, mostFiles)
    .map((part) => ({ ...part, bytes: bytesOf(part.content) }));
  const inner: Message[] = [];
  for (const { mimeType, bytes } of parts)
    if (mimeType === "message/rfc822" && depth < deepest) inner.push(await readMessage(bytes, depth + 1));
  const own = parts
    .filter(({ mimeType, filename }) => mimeType !== "message/rfc822" && !isPicture(mimeType, filename ?? ""))
    .map(({ mimeType, filename, bytes }) => ({
      name: filename ?? "",
      type: mimeType,
      bytes,
      sha: sha(bytes),
    }));
  const pictures = parts.flatMap(({ mimeType, filename }) =>
    filename && isPicture(mimeType, filename) ? [filename] : [],
  );
  const [first] = inner;
  const [text, html] = [mail.text ?? "", mail.html ?? ""];
  return {
    digest: digestOf(mail, text, html, [...own, ...inner.flatMap(({ files }) => files)]),
    subjects: [mail.subject ?? "", ...inner.flatMap(({ subjects }) => subjects)],
    domain: (mail.from?.address ?? "").split("@").at(-1)?.toLowerCase() ?? "",
    at: dateOf(mail.date),
    // Whoever passes a mail on as an attachment writes a line of their own; the application is inside.
    text: first && own.length === 0 ? first.text : text,
    html: first && own.length === 0 ? first.html : html,
    files: [...own, ...inner.flatMap(({ files }) => files)].slice(0, mostFiles),
    pictures: [...pictures, ...inner.flatMap((one) => one.pictures)].slice(0, mostFiles),
    authentication: mail.headers.find(({ key }) => key === "authentication-results")?.value ?? null,
  };
}

/** Of the mail itself, not of the way it took: servers add headers, a second delivery differs in them. */
function digestOf(mail: Email, text: string, html: string, files: readonly MailFile[]): string {
  const whole = [
    mail.messageId ?? "",
    mail.date ?? "",
    mail.from?.address ?? "",
    mail.subject ?? "",
    text.replace(/\s+/g, " "),
    html.replace(/\s+/g, " "),
    ...files.map((file) => file.sha),
  ];
  return sha(Buffer.from(JSON.stringify(whole)));
}

const isPicture = (type: string, name: string): boolean =>
  type.startsWith("image/") || /\.(?:png|jpe?g|gif|bmp|webp|svg|heic|ico)$/i.test(name);

const sha = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function bytesOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  if (typeof content === "string") return Buffer.from(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

function dateOf(date: string | undefined): Date | null {
  const at = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) ? null : new Date(at);
}
