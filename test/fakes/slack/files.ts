import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Faults } from "./faults.ts";
import type { Blocks, Workspace } from "./workspace.ts";

type Args = Record<string, unknown>;
type Answer = Record<string, unknown>;

/** How often a message with a new file is refused: Slack still looks at it. */
const looks = 1;
const pngSignature = "89504e470d0a1a0a";

const Upload = z.object({ filename: z.string(), length: z.number(), alt_text: z.string().optional() });
const Completed = z.object({
  files: z.array(z.object({ id: z.string(), title: z.string().optional() })),
  channel_id: z.string().optional(),
});
const Pictured = z.object({ type: z.literal("image"), slack_file: z.object({ id: z.string() }) });

/** Uploads in three steps, as Slack has them since files.upload ended. */
export function fileMethods(
  workspace: Workspace,
  base: () => string,
): Record<string, (args: Args) => Answer> {
  return {
    "files.getUploadURLExternal": (args) => {
      const { filename, length, alt_text } = Upload.parse(args);
      const id = `F0FAKE${String(workspace.files.length + 1).padStart(4, "0")}`;
      workspace.files.push({
        id,
        filename,
        length,
        alt: alt_text ?? "",
        bytes: null,
        looksLeft: null,
        shared: false,
      });
      return { ok: true, upload_url: `${base()}/upload/v1/${id}`, file_id: id };
    },
    "files.completeUploadExternal": (args) => {
      const { files, channel_id } = Completed.parse(args);
      const found = files.map(({ id }) => workspace.files.find((file) => file.id === id));
      if (found.some((file) => !file?.bytes)) return { ok: false, error: "file_not_found" };
      for (const file of found) {
        if (!file) continue;
        file.looksLeft = looks;
        file.shared = channel_id !== undefined;
      }
      return { ok: true, files };
    },
  };
}

/** Why Slack would not show these blocks: a file that is not there or still being looked at. */
export function unshowable(workspace: Workspace, blocks: Blocks): string | null {
  for (const [i, block] of blocks.entries()) {
    const { data } = Pictured.safeParse(block);
    if (!data) continue;
    const file = workspace.files.find(({ id }) => id === data.slack_file.id);
    if (file?.looksLeft === 0) continue;
    if (file?.looksLeft) file.looksLeft -= 1;
    return `[ERROR] invalid slack file [json-pointer:/blocks/${i}/slack_file]`;
  }
  return null;
}

/** The address that files are sent to. */
export function serveUploads(fastify: FastifyInstance, workspace: Workspace, faults: Faults): void {
  fastify.addContentTypeParser("image/png", { parseAs: "buffer" }, (_request, body, done) =>
    done(null, body),
  );
  fastify.post("/upload/v1/:id", async (request, reply) => {
    const { id } = z.object({ id: z.string() }).parse(request.params);
    const fault = await faults.take("upload");
    if (fault?.kind === "error500") return reply.code(500).send("upstream failure");
    if (fault?.kind === "hang") {
      reply.hijack();
      return;
    }
    const file = workspace.files.find((one) => one.id === id);
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (!file || file.bytes) return reply.code(404).send("no such upload");
    if (bytes.length !== file.length)
      workspace.violations.push(`upload: ${bytes.length} bytes, announced ${file.length}`);
    if (bytes.subarray(0, 8).toString("hex") !== pngSignature) workspace.violations.push("upload: not a PNG");
    file.bytes = bytes.length;
    return `OK - ${bytes.length}`;
  });
}
