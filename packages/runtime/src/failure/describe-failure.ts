/** What was thrown, in the words that are kept and counted. */
export type FailureDescription = {
  /** Its code where it has one, else the name of its class: few, so that they can be counted. */
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
};

/** Anything can be thrown, and a proxy or a getter among it may throw again when it is looked at. */
export function describeFailure(thrown: unknown): FailureDescription {
  try {
    if (!(thrown instanceof Error)) return { type: typeof thrown, message: String(thrown) };
    const { code } = thrown as { code?: unknown };
    const type = typeof code === "string" && code !== "" ? code : String(thrown.name);
    const stack = typeof thrown.stack === "string" ? { stack: thrown.stack } : {};
    return { type, message: String(thrown.message), ...stack };
  } catch {
    return { type: typeof thrown, message: "what was thrown cannot be put into words" };
  }
}
