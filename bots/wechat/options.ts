import type { TencentOptions, Turn } from "../tencent/options.ts";

/** Everything the adapter needs; it reads no environment and knows no database. */
export type WechatOptions = TencentOptions & {
  appId: string;
  appSecret: string;
  /** What waits to be said in a conversation; null = nothing, or it is being sent already. */
  turn(conversationId: string, deliveryId: string): Promise<Turn | null>;
  /** After this no answer is tried any more, ms; WeChat waits 5 s. */
  patienceMs?: number | undefined;
};
