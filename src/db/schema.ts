export * from "./schema-ask.ts";
export * from "./schema-conversation.ts";
export * from "./schema-desk.ts";
export * from "./schema-facts.ts";
export * from "./schema-hiring.ts";
export * from "./schema-system.ts";
