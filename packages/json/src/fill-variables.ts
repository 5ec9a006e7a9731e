import { isArray, isObject, type Json } from "./json.ts";
import { appendToPointer } from "./pointer.ts";

/**
 * Puts values in place of `${NAME}` in every text of a settings file, member names apart. `$${NAME}` stands for the text `${NAME}`.
 * A value is not looked at again, so it cannot bring in others.
 *
 * `valueFor` answers for a name, and may keep the pointer to the text that asked, so that a missing one is told where it stands.
 */
export function fillVariables(
  value: Json,
  valueFor: (name: string, pointer: string) => string,
  pointer = "",
): Json {
  if (typeof value === "string") return fillText(value, (name) => valueFor(name, pointer));
  if (isArray(value))
    return value.map((item, index) => fillVariables(item, valueFor, appendToPointer(pointer, index)));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(
    ([name, member]) => [name, fillVariables(member, valueFor, appendToPointer(pointer, name))] as const,
  );
  return Object.fromEntries(entries);
}

function fillText(text: string, valueFor: (name: string) => string): string {
  return text.replace(/\$?\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (written, name: string) =>
    written.startsWith("$$") ? written.slice(1) : valueFor(name),
  );
}
