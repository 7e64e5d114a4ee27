export const contactKinds = ["phone", "email", "openid"] as const;
export type ContactKind = (typeof contactKinds)[number];

/** A way to reach a person in the one spelling it is compared in; null = it is none. */
export function contactKey(kind: ContactKind, written: string | null): string | null {
  if (written === null) return null;
  const text = written.normalize("NFKC").trim();
  switch (kind) {
    case "phone":
      return phoneKey(text);
    case "email":
      return emailKey(text);
    case "openid":
      return text === "" || text.length > 300 ? null : text;
    default:
      return kind satisfies never;
  }
}

/** Mainland mobiles in 11 digits; other numbers only with their country, which they keep. */
function phoneKey(text: string): string | null {
  const digits = text
    .replace(/^'/, "")
    .replace(/\.0+$/, "")
    .replace(/[\s\-–—().·_]/g, "");
  const mobile = /^(?:\+|00)?(?:86)?(1[3-9]\d{9})$/.exec(digits)?.[1];
  if (mobile) return /^1[3-9](\d)\1{8}$/.test(mobile) ? null : mobile;
  return /^(?:\+|00)[1-9]\d{6,13}$/.test(digits) ? digits.replace(/^(?:\+|00)/, "+") : null;
}

function emailKey(text: string): string | null {
  const address = text.replace(/^mailto:/i, "").toLowerCase();
  return address.length <= 254 && /^[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,4}$/.test(address)
    ? address
    : null;
}
