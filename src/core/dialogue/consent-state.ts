/** Which consent is being asked for. */
export type Consent = {
  status: "consent";
  ask: "all" | "screening" | "model" | "pool";
  model: boolean;
  /** The question about models named answers to questions, too. */
  named?: true | undefined;
};

/** The consents nobody needs to give; absent = not asked. */
export type OptionalConsents = {
  /** Model services abroad; `answers` = agreed since it names answers to questions, too. */
  model: boolean;
  answers?: boolean | undefined;
  pool: boolean;
  voice?: boolean | undefined;
};
