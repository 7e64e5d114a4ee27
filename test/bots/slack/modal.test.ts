import { describe, expect, it } from "vitest";
import { createModalSeal } from "../../../bots/slack/modal.ts";

const modal = {
  type: "modal" as const,
  callback_id: "decline",
  private_metadata: '{"a":"application-1","v":3}',
  title: { type: "plain_text" as const, text: "Decline" },
  blocks: [],
};

describe("what a modal remembers", () => {
  const seal = createModalSeal("xoxb-1");
  const metadata = seal.close(modal, "U1", "https://hooks.example/1").private_metadata ?? "";

  it("comes back to the person and action it was opened for, in every process with the same token", () => {
    const memory = { value: '{"a":"application-1","v":3}', responseUrl: "https://hooks.example/1" };
    expect(createModalSeal("xoxb-1").open(metadata, "decline", "U1")).toEqual(memory);
  });

  it("is worth nothing for another person, action or installation, or when a letter was changed", () => {
    expect(seal.open(metadata, "decline", "U2")).toBeNull();
    expect(seal.open(metadata, "invite", "U1")).toBeNull();
    expect(createModalSeal("xoxb-2").open(metadata, "decline", "U1")).toBeNull();
    expect(seal.open(metadata.replace("application-1", "application-2"), "decline", "U1")).toBeNull();
    for (const other of ["", "{}", "null", '{"m":"{}","s":""}', modal.private_metadata]) {
      expect(seal.open(other, "decline", "U1")).toBeNull();
    }
  });

  it("fits into Slack's 3000 characters with the longest value a button carries", () => {
    for (const value of ["v".repeat(2000), '"'.repeat(2000), "\n".repeat(2000)]) {
      const url = `https://hooks.slack.com/actions/${"x".repeat(200)}`;
      const sealed = seal.close({ ...modal, private_metadata: value }, "U1", url).private_metadata ?? "";
      expect(sealed.length).toBeLessThanOrEqual(3000);
      expect(seal.open(sealed, "decline", "U1")).toEqual({ value, responseUrl: url });
    }
  });
});
