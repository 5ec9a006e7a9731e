import { isArray, isObject, type Json } from "@concordat/json";

/**
 * A JSON value as a TypeScript expression on a single line, so that a line number is the name of an instance.
 *
 * JSON is almost TypeScript: a member `__proto__` alone would set a prototype, and the type would not be asked.
 */
export function literal(value: Json): string {
  if (isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (isObject(value))
    return `{ ${Object.entries(value)
      .map(([name, member]) => `${key(name)}: ${literal(member)}`)
      .join(", ")} }`;
  return text(value);
}

function key(name: string): string {
  return name === "__proto__" ? '["__proto__"]' : text(name);
}

/** Two characters end a line in TypeScript's count and not in JSON's. */
function text(value: string | number | boolean | null): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
