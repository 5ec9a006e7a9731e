import type { Flags, Verb } from "./verb.ts";

/** `concordat show CONTRACT [flags]` */
export function usageLine(verb: Pick<Verb, "name" | "positionals">): string {
  const words = verb.positionals.map(({ name, optional, many }) => {
    const shown = many ? `${name}…` : name;
    return optional ? `[${shown}]` : shown;
  });
  return ["concordat", verb.name, ...words, "[flags]"].join(" ");
}

/** The whole of `concordat VERB --help`. */
export function verbHelp(verb: Verb, commonFlags: Flags): string {
  const sections = [
    `${capitalise(verb.summary)}.`,
    `usage: ${usageLine(verb)}`,
    verb.about,
    section(
      "arguments",
      verb.positionals.map(({ name, about }) => [name, about]),
    ),
    section("flags", flagRows({ ...verb.flags, ...commonFlags })),
    verb.examples.length > 0 ? `examples\n${verb.examples.map((line) => `  ${line}`).join("\n")}` : undefined,
  ];
  return `${sections.filter((text) => text !== undefined).join("\n\n")}\n`;
}

export function flagRows(flags: Flags): (readonly [string, string])[] {
  return Object.entries(flags).map(([name, { value, about, choices, short }]) => [
    `${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}`,
    choices ? `${about}: ${choices.join(", ")}` : about,
  ]);
}

/** Two columns, the second one aligned. */
export function section(title: string, rows: readonly (readonly [string, string])[]): string | undefined {
  if (rows.length === 0) return undefined;
  const width = Math.max(...rows.map(([left]) => left.length));
  return [title, ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)].join("\n");
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
