/**
 * One thing that is wrong with an event. News, not an error: a validator returns all of them and never throws.
 *
 * `code` is stable and has a page (`concordat explain CODE`).
 */
export type Violation = {
  readonly code: string;
  /** A warning leaves the event valid. */
  readonly severity: "error" | "warning";
  /** JSON Pointer into the event as JSON; empty for the event itself. */
  readonly pointer: string;
  readonly message: string;
  readonly hint: string;
};

/** A coded error as news: what one caller throws, another lists. */
export function violationOf(
  { code, message, hint }: Pick<Violation, "code" | "message" | "hint">,
  pointer: string,
  severity: Violation["severity"] = "error",
): Violation {
  return { code, severity, pointer, message, hint };
}
