export * from "./schema-conversation.ts";
export * from "./schema-desk.ts";
export * from "./schema-facts.ts";
export * from "./schema-hiring.ts";
export * from "./schema-settings.ts";
export * from "./schema-system.ts";
export * from "./schema-timelines.ts";
export * from "./schema-watch.ts";
