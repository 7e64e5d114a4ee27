import type { ContactKind } from "./contact-key.ts";

/** A contact (as `contactKey` spells it) with its middle hidden: enough to tell two apart, too little to reach anybody. */
export function maskContact(kind: ContactKind, value: string): string {
  switch (kind) {
    case "phone":
      return `${value.slice(0, 3)}****${value.length < 11 ? value.slice(-2) : value.slice(-4)}`;
    case "email": {
      const at = value.lastIndexOf("@");
      return `${value.slice(0, 1)}***${value.slice(at)}`;
    }
    case "openid":
      return `${value.split(":")[0]} …${value.slice(-3)}`;
    default:
      return kind satisfies never;
  }
}
