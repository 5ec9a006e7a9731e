import type { Doubt } from "../../doubt.ts";
import type { Language } from "../language.ts";
import { addresses } from "./addresses.ts";
import { dates } from "./dates.ts";
import { resources } from "./resources.ts";

/**
 * The strings of a format, where it is a regular language: all of draft 2020-12 but `regex`, and `idn-email` and
 * `idn-hostname`, which our validators do not check. Those, and unknown names, have none.
 *
 * What is in is exactly what our validators accept; a test holds the two against each other, language by language.
 */
export function languageOfFormat(name: string): Language | undefined {
  const known = made.get(name);
  if (known !== undefined || !Object.hasOwn(formats, name)) return known;
  const language = formats[name]?.();
  if (language !== undefined) made.set(name, language);
  return language;
}

/** What is left open by a format without a language. */
export function irregularFormat(name: string): Doubt {
  return {
    code: "FORMAT_IRREGULAR",
    message: `format "${name}" is no regular language`,
    about: { keyword: "format", value: name },
  };
}

/** As JSON Schema groups them. */
export const formats: Readonly<Record<string, () => Language>> = { ...dates, ...addresses, ...resources };

const made = new Map<string, Language>();
