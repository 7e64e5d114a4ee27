import { describe, expect, it } from "vitest";
import { createVault } from "../../src/db/vault.ts";

const vault = createVault(new Uint8Array(32).fill(1));
const other = createVault(new Uint8Array(32).fill(2));
const context = "shop:name";

describe("vault", () => {
  it.each([["王小明"], [""], [null], [{ text: "亲,在的😊", choices: [] }], ["x".repeat(100_000)]])(
    "opens what it sealed (%#)",
    (value) => {
      expect(vault.open(vault.seal(value, context), context)).toEqual(value);
    },
  );

  it("shows nothing of the value, and never the same bytes twice", () => {
    const one = Buffer.from(vault.seal("13800138000", context));
    const two = Buffer.from(vault.seal("13800138000", context));
    expect(one.includes("13800138000")).toBe(false);
    expect(one.equals(two)).toBe(false);
  });

  it("notices any single changed byte", () => {
    const sealed = Buffer.from(vault.seal("王小明", context));
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(() => vault.open(changed, context), `byte ${i}`).toThrow();
    }
  });

  it("does not open a value that was cut short", () => {
    const sealed = Buffer.from(vault.seal("王小明", context));
    for (let length = 0; length < sealed.length; length++)
      expect(() => vault.open(sealed.subarray(0, length), context), `${length} bytes`).toThrow();
  });

  it("does not open a value moved to another company or field", () => {
    const sealed = vault.seal("王小明", context);
    expect(() => vault.open(sealed, "other:name")).toThrow();
    expect(() => vault.open(sealed, "shop:thread")).toThrow();
  });

  it("says so when a value belongs to another key", () => {
    expect(() => other.open(vault.seal("王小明", context), context)).toThrow(/another SECRET_KEY/);
    expect(other.keyId).not.toBe(vault.keyId);
  });

  it("finds equal values by index, across spelling variants, but not across companies or keys", () => {
    expect(vault.index(" Wang ", context)).toBe(vault.index("wang", context));
    expect(vault.index("ｗａｎｇ", context)).toBe(vault.index("wang", context));
    expect(vault.index("wang", "other:name")).not.toBe(vault.index("wang", context));
    expect(other.index("wang", context)).not.toBe(vault.index("wang", context));
    expect(vault.index("wang", context)).not.toContain("wang");
  });

  it("takes nothing but 32 bytes as key", () => {
    expect(() => createVault(new Uint8Array(31))).toThrow(/32 bytes/);
  });
});
