import type { FastifyPluginAsync } from "fastify";
import { z } from "zod";
import { type createDeliverer, Delivery } from "./deliver.ts";
import { FaultRule, type Faults } from "./faults.ts";
import { block, edit, press, queue, say } from "./people.ts";
import { chatOf, type World, waitingUpdates } from "./world.ts";

export type ControlParts = { world: World; faults: Faults; deliverer: ReturnType<typeof createDeliverer> };

const Content = z.record(z.string(), z.unknown());
const Say = z.strictObject({
  chat: z.int(),
  text: z.string().optional(),
  content: Content.optional(),
  user: Content.optional(),
  date: z.int().optional(),
});
const Edit = z.strictObject({ chat: z.int(), messageId: z.int(), text: z.string() });
const Press = z.strictObject({
  chat: z.int(),
  label: z.string().optional(),
  data: z.string().optional(),
  messageId: z.int().optional(),
});
const Block = z.strictObject({ chat: z.int(), blocked: z.boolean() });
const Raw = z.strictObject({ chat: z.int(), type: z.string(), content: z.unknown() });
const Since = z.object({
  after: z.coerce.number().default(0),
  chat: z.coerce.number().optional(),
  method: z.string().optional(),
  waitMs: z.coerce.number().default(0),
});

/** `/_control/…`: what tests and the chaos harness do with the fake. Everything is JSON. */
export function createControl({ world, faults, deliverer }: ControlParts): FastifyPluginAsync {
  return async (fastify) => {
    fastify.post("/say", async ({ body }) => say(world, Say.parse(body)));
    fastify.post(
      "/edit",
      async ({ body }, reply) => edit(world, Edit.parse(body)) ?? reply.code(404).send(null),
    );
    fastify.post("/press", async ({ body }, reply) => {
      return press(world, Press.parse(body)) ?? reply.code(404).send(null);
    });
    fastify.post("/block", async ({ body }) => ({ updateId: block(world, Block.parse(body)) }));
    fastify.post("/update", async ({ body }) => {
      const { chat, type, content } = Raw.parse(body);
      return { updateId: queue(world, chatOf(world, chat), type, content) };
    });
    fastify.post("/fault", async ({ body }) => {
      faults.arm(FaultRule.parse(body));
      return {};
    });
    fastify.delete("/fault", async () => {
      faults.disarm();
      return {};
    });
    fastify.post("/delivery", async ({ body }) => {
      deliverer.configure(Delivery.parse(body));
      return {};
    });
    // Calls after number `after`; with waitMs it waits for the first one, so that nobody has to poll.
    fastify.get("/calls", async ({ query }) => {
      const { after, chat, method, waitMs } = Since.parse(query);
      const found = () =>
        world.calls
          .slice(after)
          .filter(
            (call) =>
              (chat === undefined || call.chat === chat) && (method === undefined || call.method === method),
          );
      const happened = () => found().length > 0;
      if (waitMs > 0 && !happened()) await until(happened, waitMs);
      return { last: world.calls.length, calls: found() };
    });
    fastify.get("/deliveries", async ({ query }) => {
      const { after } = Since.parse(query);
      return { last: deliverer.log.length, deliveries: deliverer.log.slice(after) };
    });
    fastify.get("/chat/:id", async ({ params }) => {
      const { id } = z.object({ id: z.coerce.number() }).parse(params);
      const chat = world.chats.get(id);
      return {
        messages: [...(chat?.messages.values() ?? [])].map(
          ({ id: messageId, fromBot, date, content, keyboard }) => ({
            messageId,
            fromBot,
            date,
            text: typeof content.text === "string" ? content.text : "",
            buttons: keyboard?.inline_keyboard.flat().map(({ text }) => text) ?? [],
          }),
        ),
      };
    });
    fastify.get("/state", async () => ({
      violations: world.violations,
      unansweredQueries: [...world.queries.values()].filter(({ answered }) => !answered).length,
      waitingUpdates: waitingUpdates(world).length,
      webhook: world.webhook,
      calls: world.calls.length,
    }));
  };

  function until(happened: () => boolean, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        world.called.delete(look);
        resolve();
      };
      const look = () => {
        if (happened()) end();
      };
      const timer = setTimeout(end, ms);
      world.called.add(look);
    });
  }
}
