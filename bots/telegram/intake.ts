import type { InboundMessage } from "../../src/core/channel.ts";
import type { FileRef, Files } from "./files.ts";
import type { TelegramOptions } from "./options.ts";
import { type Owner, type ParsedUpdate, type Press, parseUpdate } from "./parse.ts";

/** The way in, the same for webhook and polling. */
export type Intake = {
  read(raw: unknown): ParsedUpdate;
  /** Resolves when the update is safe or of no use; rejects when it has to be delivered again. */
  take(update: ParsedUpdate): Promise<void>;
};

/** `putAway` is called after a button press is safe and must not be waited for. */
export function createIntake(
  options: TelegramOptions,
  owner: Owner,
  putAway: (press: Press) => void,
  asked: (message: InboundMessage) => Promise<boolean>,
  files: Pick<Files, "take">,
): Intake {
  async function give(message: InboundMessage, file: FileRef | null): Promise<void> {
    const { body } = message;
    if (!file || body.kind !== "media" || !options.upload) {
      await options.receive(message);
      return;
    }
    // What it takes to fetch the file is safe with the message, so that it is read whatever happens to this process.
    const kept = { name: file.name, bytes: file.size, ref: file.id };
    await options.receive({ ...message, body: { ...body, reading: true, file: kept } });
    files.take(message, file);
  }
  return {
    read: (raw) => parseUpdate(raw, owner),
    async take(update) {
      switch (update.kind) {
        case "message":
          if (!(await asked(update.message))) await give(update.message, update.file);
          break;
        case "ignored":
          options.meter.count("ignored_total", { channel: "telegram", reason: update.reason });
          break;
        default:
          unreachable(update);
      }
      if (update.press) putAway(update.press);
    },
  };
}

function unreachable(update: never): never {
  throw new Error(`unknown update ${JSON.stringify(update)}`);
}
