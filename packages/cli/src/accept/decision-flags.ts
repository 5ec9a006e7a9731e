import { isDay } from "@concordat/contracts";
import { cliErrors } from "../errors.ts";

const shortest = 10;

/** As long as the other reasons in the project's files have to be. */
export function requireReason(reason: string | undefined): string {
  if (reason === undefined) throw wrong("--reason", 'wants a value: --reason "…"');
  if (reason.trim().length < shortest)
    throw wrong("--reason", `wants at least ${shortest} characters, and was given "${reason}"`);
  return reason;
}

/** A day that is not over yet. */
export function requireDay(until: string | undefined, today: string): string | undefined {
  if (until === undefined) return undefined;
  if (!isDay(until)) throw wrong("--until", `wants a day, such as 2027-06-30, and was given "${until}"`);
  if (until < today) throw wrong("--until", `was given ${until}, which is over`);
  return until;
}

function wrong(flag: string, problem: string) {
  return cliErrors.USAGE_FLAG_VALUE({ verb: "accept", flag, problem });
}
