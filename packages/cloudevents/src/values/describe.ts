const longest = 60;

/** A value in a few words, for messages: never its whole content, and never a throw, whatever it is. */
export function describe(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (value === null || value === undefined || typeof value === "boolean") return String(value);
  if (typeof value === "number") return `the number ${value}`;
  if (typeof value === "bigint") return "a bigint";
  if (typeof value === "object") return isArray(value) ? "an array" : "an object";
  return `a ${typeof value}`;
}

/** As JSON writes it, cut short. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text);
}

/** `Array.isArray` throws for a proxy that was revoked. */
function isArray(value: object): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}
