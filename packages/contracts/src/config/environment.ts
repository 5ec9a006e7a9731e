import { appendToPointer, isArray, isObject, type Json } from "@concordat/json";
import { contractErrors } from "../errors.ts";
import { nameOfSetting, type Report } from "./shape.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Puts the values of environment variables in place of `${NAME}` in every text, member names apart.
 * `$${NAME}` stands for the text `${NAME}`. A value is not looked at again, so it cannot bring in others.
 */
export function withEnvironment(value: Json, environment: Environment, report: Report, pointer = ""): Json {
  if (typeof value === "string") return expand(value, environment, report, pointer);
  if (isArray(value))
    return value.map((item, index) =>
      withEnvironment(item, environment, report, appendToPointer(pointer, index)),
    );
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(
    ([name, member]) =>
      [name, withEnvironment(member, environment, report, appendToPointer(pointer, name))] as const,
  );
  return Object.fromEntries(entries);
}

function expand(text: string, environment: Environment, report: Report, pointer: string): string {
  return text.replace(/\$?\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (written, name: string) => {
    if (written.startsWith("$$")) return written.slice(1);
    const value = environment[name];
    if (value === undefined)
      report(pointer, contractErrors.CONFIG_ENV({ name, setting: nameOfSetting(pointer) }));
    return value ?? "";
  });
}
