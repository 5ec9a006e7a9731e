/** The value as a sentence continues with it: `is the number 3`. Long texts are cut, insides of objects left out. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value))
    return value.length === 0 ? "an empty array" : `an array of ${countOf(value.length, "item")}`;
  switch (typeof value) {
    case "string":
      return value === "" ? "the empty string" : `the string ${quote(value)}`;
    case "number":
      return `the number ${value}`;
    case "boolean":
      return String(value);
    case "object":
      return "an object";
    default:
      return `of type ${typeof value}, which JSON has not`;
  }
}

/** A value of the schema, as short as it can be read: `"open"`, `3`, `an object`. */
export function short(value: unknown): string {
  if (typeof value === "string") return quote(value);
  return typeof value === "object" && value !== null ? describe(value) : String(value);
}

export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : noun.endsWith("ch") ? "es" : "s"}`;
}

/** `a`, `a or b`, `a, b or c`. */
export function either(words: readonly string[]): string {
  const distinct = [...new Set(words)];
  const last = distinct.pop() ?? "";
  return distinct.length === 0 ? last : `${distinct.join(", ")} or ${last}`;
}

function quote(text: string): string {
  const characters = [...text.slice(0, 80)];
  return JSON.stringify(
    characters.length > 40 || text.length > 80 ? `${characters.slice(0, 40).join("")}…` : text,
  );
}
