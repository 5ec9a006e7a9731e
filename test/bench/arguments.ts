import { parseArgs } from "node:util";
import { didYouMean } from "@concordat/errors";

export type Asked =
  | { readonly kind: "list"; readonly json: boolean }
  | { readonly kind: "run"; readonly row: string; readonly rounds: number; readonly json: boolean }
  | { readonly kind: "refuse"; readonly why: string };

/** Odd, so that the median is a round that really happened. */
export const defaultRounds = 15;

export function readArguments(args: readonly string[], rows: readonly string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: "boolean", default: false }, rounds: { type: "string" } },
      allowPositionals: true,
    });
    const [row, second] = positionals;
    if (second !== undefined) return refuse(`one row at a time: ${row}, then ${second}`);
    const rounds = values.rounds === undefined ? defaultRounds : Number(values.rounds);
    if (!Number.isInteger(rounds) || rounds < 1 || rounds > 1000)
      return refuse(`--rounds takes a whole number from 1 to 1000, not "${values.rounds}"`);
    if (row === undefined) return { kind: "list", json: values.json };
    if (!rows.includes(row)) return refuse(`there is no row "${row}"${didYouMean(row, rows)}`);
    return { kind: "run", row, rounds, json: values.json };
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function refuse(why: string): Asked {
  return { kind: "refuse", why };
}
