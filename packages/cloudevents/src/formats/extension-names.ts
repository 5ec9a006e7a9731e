import { aliases } from "../names.ts";

const known: ReadonlySet<string> = new Set([...aliases.values(), "tracestate"]);

/** The extension that older code means by a name: `correlation_id`, `ce_branch` and `commit_id` are three of them. */
export function knownExtension(name: string): string | undefined {
  const folded = name.replace(/^ce[_-]/, "").replaceAll("_", "");
  if (folded === "commitid") return "commit";
  return known.has(folded) ? folded : undefined;
}

/** What an extension may hold, so that a member of another kind is left behind instead of spoiling the event. */
export function isExtensionValue(value: unknown): value is string | number | boolean {
  if (typeof value === "string") return value !== "";
  return typeof value === "boolean" || (typeof value === "number" && (value | 0) === value);
}

/** Text of headers has no types; a position has digits. */
export function typedExtension(name: string, value: string): string | number {
  return name === "sequencenumber" && /^(?:0|[1-9]\d{0,9})$/.test(value) ? Number(value) : value;
}
