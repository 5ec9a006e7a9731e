import { fillVariables, isObject, type Json } from "@concordat/json";
import { contractErrors } from "../errors.ts";
import { nameOfSetting, type Report } from "./shape.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Puts the values of environment variables in place of `${NAME}` in every text, but for the transport: whoever checks contracts need
 * not know how services log in at their broker.
 */
export function withEnvironment(value: Json, environment: Environment, report: Report): Json {
  const filled = fillVariables(value, (name, pointer) => {
    const found = environment[name];
    if (found === undefined && !pointer.startsWith("/transport/"))
      report(pointer, contractErrors.CONFIG_ENV({ name, setting: nameOfSetting(pointer) }));
    return found ?? "";
  });
  return isObject(filled) && isObject(value) && value.transport !== undefined
    ? { ...filled, transport: value.transport }
    : filled;
}
