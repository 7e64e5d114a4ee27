/** Constant event names; fields carry ids only, never what people wrote. */
export type Logger = {
  info(fields: Record<string, unknown>, event: string): void;
  warn(fields: Record<string, unknown>, event: string): void;
  error(fields: Record<string, unknown>, event: string): void;
};

export type Meter = { count(name: string, labels?: Record<string, string>): void };
