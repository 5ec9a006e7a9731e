import type { FlagSpec } from "../verb.ts";

/** The flag of every verb that judges. */
export const findingsFormat = {
  value: "FORMAT",
  about: "how findings are printed (default text)",
  choices: ["text", "json", "markdown", "github", "gitlab", "sarif", "junit"],
} as const satisfies FlagSpec;

export type FindingsFormat = (typeof findingsFormat.choices)[number];
