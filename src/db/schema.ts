export * from "./schema-conversation.ts";
export * from "./schema-hiring.ts";
export * from "./schema-system.ts";
