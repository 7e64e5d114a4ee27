import type { App, ReceiverEvent } from "@slack/bolt";

/** What Slack gets back for one delivery: a status, and for interactions perhaps a message or modal. */
export type Answer = { status: 200 | 503; body: unknown };

export type Delivery = { body: Record<string, unknown>; retryNum?: number; retryReason?: string };

/** Slack gives up after 3 s; the rest is for the network. */
const deadlineMs = 2800;

/**
 * Hands a verified delivery to Bolt and decides the answer, the same for HTTP and socket mode. Interactions are
 * answered as soon as their listener acknowledges. Events are answered only when their listener has finished
 * (Bolt acknowledges them beforehand): an event whose effect was not committed gets 503, and Slack sends it again.
 */
export function createDispatcher(deadline = deadlineMs) {
  const running = new Set<Promise<void>>();

  const dispatch = (app: Pick<App, "processEvent">, delivery: Delivery): Promise<Answer> =>
    new Promise((resolve) => {
      const isEvent = delivery.body.event !== undefined;
      let answer: Answer = { status: 200, body: undefined };
      const late = setTimeout(() => resolve({ status: 503, body: undefined }), deadline);
      const event: ReceiverEvent = {
        body: delivery.body,
        ack: async (body: unknown) => {
          answer = { status: 200, body };
          if (!isEvent) resolve(answer);
        },
        ...(delivery.retryNum === undefined ? {} : { retryNum: delivery.retryNum }),
        ...(delivery.retryReason === undefined ? {} : { retryReason: delivery.retryReason }),
      };
      const work = app
        .processEvent(event)
        .then(
          () => resolve(answer),
          () => resolve({ status: 503, body: undefined }),
        )
        .finally(() => {
          clearTimeout(late);
          running.delete(work);
        });
      running.add(work);
    });

  /** Resolves when every delivery that was answered early has also been finished. */
  const drain = async () => {
    await Promise.allSettled(running);
  };

  return { dispatch, drain };
}

export type Dispatcher = ReturnType<typeof createDispatcher>;
