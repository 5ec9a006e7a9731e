import { cliErrors } from "./errors.ts";

/** A flag's value as a whole number of one or more. */
export function countFlag(
  value: string | undefined,
  { verb, flag, fallback }: { readonly verb: string; readonly flag: string; readonly fallback: number },
): number {
  if (value === undefined) return fallback;
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value);
  throw cliErrors.USAGE_FLAG_VALUE({
    verb,
    flag,
    problem: `wants a whole number of one or more, and was given "${value}"`,
  });
}
