import { cloudEventErrors } from "@concordat/cloudevents";
import { formatPointer, isArray, isObject, type Json } from "@concordat/json";
import type { Trouble } from "./trouble.ts";

const forbidden = "__proto__";

/**
 * Members named `__proto__`, at any depth, whatever the contract says of them: the parser here keeps them as what they
 * are, but a consumer that copies the event by assignment would change the prototype of its own objects.
 */
export function forbiddenKeys(value: Json): readonly Trouble[] {
  return hasForbiddenKey(value) ? [...find(value, [])] : [];
}

/** Nearly every value passes here, so this way builds nothing. Parsed values are at most 256 levels deep. */
function hasForbiddenKey(value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (isArray(value)) return value.some(hasForbiddenKey);
  for (const name in value) if (name === forbidden || hasForbiddenKey(value[name] as Json)) return true;
  return false;
}

function* find(value: Json, path: readonly (string | number)[]): Generator<Trouble> {
  if (isArray(value)) for (const [index, item] of value.entries()) yield* find(item, [...path, index]);
  else if (isObject(value))
    for (const [name, member] of Object.entries(value)) {
      const at = [...path, name];
      if (name === forbidden) yield troubleAt(formatPointer(at));
      yield* find(member, at);
    }
}

function troubleAt(pointer: string): Trouble {
  const { code, message, hint } = cloudEventErrors.DATA_KEY_FORBIDDEN({ pointer, name: forbidden });
  return { rule: "forbidden-key", code, message, hint, pointer };
}
