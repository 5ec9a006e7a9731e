import { parseArgs } from "node:util";
import { settingsErrors } from "./errors.ts";
import { settingSpecs } from "./table.ts";

export type ParsedFlags = {
  readonly flags: Readonly<Record<string, string | boolean>>;
  readonly printConfig: boolean;
};

/** Flags as the program itself takes them, behind `npm start --`; the command has its own reader for the same table. */
export function parseFlags(args: readonly string[]): ParsedFlags {
  const options = Object.fromEntries(
    settingSpecs.flatMap(([, { flag, kind }]) =>
      flag === undefined ? [] : [[flag, { type: kind.placeholder ? "string" : "boolean" } as const]],
    ),
  );
  const flags: Record<string, string | boolean> = {};
  let printConfig = false;
  for (const token of parseArgs({ args: [...args], options, strict: false, tokens: true }).tokens) {
    if (token.kind === "positional")
      throw settingsErrors.SETTING_UNKNOWN({ name: token.value, place: "the command line", meant: "" });
    if (token.kind !== "option") continue;
    if (token.name === "print-config") printConfig = true;
    // A flag that wants a value and has none is as good as an empty one, which every kind refuses by name.
    else flags[token.name] = token.value ?? (options[token.name]?.type === "string" ? "" : true);
  }
  return { flags, printConfig };
}
