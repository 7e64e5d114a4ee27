/** How an endpoint is asked for JSON. */
export type Structured = "json_schema" | "json_object" | "tools" | "none";

/** What an endpoint can do. Nothing relies on a seed anywhere, so none is sent. */
export type Capabilities = {
  structured: Structured;
  /** Some models refuse every sampling parameter. */
  sendTemperature: boolean;
  /** Name of the limit on the answer; null = none is sent. */
  limit: "max_tokens" | "max_completion_tokens" | null;
  model: string;
};

const openai: Capabilities = {
  structured: "json_schema",
  sendTemperature: true,
  limit: "max_completion_tokens",
  model: "gpt-4.1-mini",
};

/** By host; what is not listed is asked like OpenAI itself with the older name of the limit. */
const providers: readonly (Capabilities & { host: RegExp })[] = [
  { ...openai, host: /(?:^|\.)openai\.com$/ },
  {
    host: /(?:^|\.)deepseek\.com$/,
    structured: "json_object",
    sendTemperature: true,
    limit: "max_tokens",
    model: "deepseek-chat",
  },
  {
    host: /^dashscope(?:-intl)?\.aliyuncs\.com$/,
    structured: "json_object",
    sendTemperature: true,
    limit: "max_tokens",
    model: "qwen-plus",
  },
  {
    host: /(?:^|\.)moonshot\.(?:cn|ai)$/,
    structured: "json_object",
    sendTemperature: false,
    limit: "max_tokens",
    model: "kimi-k2.6",
  },
  {
    host: /(?:^|\.)bigmodel\.cn$/,
    structured: "json_object",
    sendTemperature: true,
    limit: "max_tokens",
    model: "glm-4.6",
  },
];

/** What is known of the endpoint at this address; the operator's own settings come before it. */
export function capabilitiesOf(
  baseUrl: string,
  settings: { structured?: Structured | undefined; model?: string | undefined },
): Capabilities {
  const host = URL.parse(baseUrl)?.hostname ?? "";
  const known = providers.find((provider) => provider.host.test(host));
  const { structured, sendTemperature, limit, model } = known ?? { ...openai, limit: "max_tokens" as const };
  return {
    structured: settings.structured ?? structured,
    sendTemperature,
    limit,
    model: settings.model ?? model,
  };
}

/**
 * What to leave out after a refusal (HTTP 400) that names one of our optional parameters; null when it names none.
 * json_schema steps down to json_object, json_object and tools to plain text.
 */
export function without(capabilities: Capabilities, refusal: string): Capabilities | null {
  const text = refusal.toLowerCase();
  if (capabilities.sendTemperature && text.includes("temperature"))
    return { ...capabilities, sendTemperature: false };
  if (capabilities.limit !== null && text.includes(capabilities.limit)) {
    const other = capabilities.limit === "max_tokens" && text.includes("max_completion_tokens");
    return { ...capabilities, limit: other ? "max_completion_tokens" : null };
  }
  if (/response_format|json_schema|json_object/.test(text) && capabilities.structured.startsWith("json")) {
    const structured = capabilities.structured === "json_schema" ? "json_object" : "none";
    return { ...capabilities, structured };
  }
  if (capabilities.structured === "tools" && /tool/.test(text))
    return { ...capabilities, structured: "none" };
  return null;
}
