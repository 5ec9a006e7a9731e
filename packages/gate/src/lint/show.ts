import { isArray, isObject, type Json } from "@concordat/json";

/** A value as a message quotes it: in full while it is short. */
export function show(value: Json): string {
  if (isArray(value) && value.length > 0) return `a list of ${value.length}`;
  if (isObject(value) && Object.keys(value).length > 0) return "an object";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;
}

/** A value as it is, for messages that are about this very value. */
export function spell(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300).toWellFormed()}…` : text;
}
