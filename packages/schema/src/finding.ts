import type { ErrorReport } from "@concordat/errors";
import type { SchemaLocation } from "./location.ts";

/** One thing wrong with a schema, in the words of the error that a caller would meet who stepped on it. */
export type SchemaFinding = SchemaLocation & {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
};

export function findingOf(
  { code, message, hint }: Pick<ErrorReport, "code" | "message" | "hint">,
  { document, pointer }: SchemaLocation,
): SchemaFinding {
  return { code, message, hint, pointer, document };
}
