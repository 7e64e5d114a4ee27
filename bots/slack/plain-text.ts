/**
 * What a person sees of a message text that Slack sent: entities decoded, links as their label or address,
 * mentions as @name or @id. Pure; never throws.
 */
export function toPlainText(mrkdwn: string): string {
  return mrkdwn
    .replace(/<([^<>]*)>/g, (_all, inner: string) => {
      const bar = inner.indexOf("|");
      const target = bar < 0 ? inner : inner.slice(0, bar);
      const label = bar < 0 ? "" : inner.slice(bar + 1);
      const name = label || target.replace(/^[@#!]/, "");
      if (target.startsWith("@") || target.startsWith("!")) return `@${name.replace(/^@/, "")}`;
      if (target.startsWith("#")) return `#${name}`;
      const address = target.replace(/^mailto:/, "");
      return label && label !== address ? `${label} (${address})` : address;
    })
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
