import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Faults } from "./faults.ts";
import { type Blocks, ids, type Workspace } from "./workspace.ts";

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

const Given = z.array(z.object({ name: z.string(), base64: z.string() }));

/** What a person put into a form's file field (JSON of names and base64), as Slack names it to the app. */
export function shareFiles(workspace: Workspace, base: string, given: string): unknown[] {
  return Given.parse(JSON.parse(given)).map(({ name, base64 }) => {
    const id = `F0GIVEN${workspace.given.size + 1}`;
    const bytes = Buffer.from(base64, "base64");
    workspace.given.set(id, bytes);
    const address = `${base}/files-pri/T0FAKE-${id}`;
    return {
      id,
      name,
      size: bytes.length,
      url_private: `${address}/${encodeURIComponent(name)}`,
      url_private_download: `${address}/download/${encodeURIComponent(name)}`,
    };
  });
}

/** The addresses of shared files: only for whoever has the bot's token, others see a sign-in page elsewhere. */
export function serveShared(fastify: FastifyInstance, workspace: Workspace): void {
  fastify.get("/files-pri/:id/download/:name", async (request, reply) => {
    const { id } = z.object({ id: z.string() }).parse(request.params);
    const bytes = workspace.given.get(id.replace("T0FAKE-", ""));
    if (request.headers.authorization !== `Bearer ${ids.token}`)
      return reply.redirect("https://fake.slack.example/signin", 302);
    return bytes ? reply.type("application/octet-stream").send(bytes) : reply.code(404).send("no such file");
  });
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
