import { anonymousRoles } from "../auth/role.ts";

/** What a setting's value can be. The same reader serves a flag, the environment and a file. */
export type Kind<T> = {
  /** What stands for the value in a usage line; absent for a switch. */
  readonly placeholder?: string;
  /** How a file writes it. */
  readonly json: "string" | "number" | "boolean";
  /** Completes "has to be …". */
  readonly expected: string;
  readonly choices?: readonly string[];
  /** A path: one in a file is seen from that file's folder. */
  readonly isPath?: boolean;
  /** `undefined` for a text that is no such value. */
  read(text: string): T | undefined;
};

export function text(placeholder: string, expected: string): Kind<string> {
  return {
    placeholder,
    json: "string",
    expected,
    read: (value) => (value.trim() === "" ? undefined : value),
  };
}

export const folder: Kind<string> = { ...text("DIR", "a folder"), isPath: true };

export const file: Kind<string> = { ...text("FILE", "a file"), isPath: true };

/** Digits alone: `1e3`, `0x50` and ` 80` are as likely to be mistakes as meant. */
export function wholeNumber(least: number, most: number, placeholder = "N"): Kind<number> {
  return {
    placeholder,
    json: "number",
    expected: `a whole number from ${least} to ${most}`,
    read(value) {
      const number = /^(0|[1-9][0-9]{0,9})$/.test(value) ? Number(value) : Number.NaN;
      return number >= least && number <= most ? number : undefined;
    },
  };
}

export function word<const Word extends string>(words: readonly Word[], placeholder: string): Kind<Word> {
  return {
    placeholder,
    json: "string",
    expected: `one of ${words.join(", ")}`,
    choices: words,
    read: (value) => words.find((each) => each === value),
  };
}

export const anonymousRole = word(anonymousRoles, "ROLE");

export const toggle: Kind<boolean> = {
  json: "boolean",
  expected: "true or false",
  read: (value) =>
    ["true", "1"].includes(value) ? true : ["false", "0"].includes(value) ? false : undefined,
};

/** An address of one of these protocols, without anything that an address is not for. */
export function url(protocols: readonly string[]): Kind<string> {
  return {
    placeholder: "URL",
    json: "string",
    expected: `an address that begins with ${protocols.map((each) => `${each}//`).join(" or ")}`,
    read(value) {
      const parsed = URL.canParse(value) ? new URL(value) : undefined;
      return parsed !== undefined && protocols.includes(parsed.protocol) ? value : undefined;
    },
  };
}
