import { transportErrors } from "@concordat/runtime";
import { transportName } from "./transport-name.ts";

/** Of a command, and of one within a script, for which 7.0 has words without the code. */
const aboutRights = /^NOPERM\b|\bThe user executing the script can't\b/;

/** Whether the server said that this user may not. */
export function saysForbidden(said: string): boolean {
  return aboutRights.test(said);
}

/** TRANSPORT_FORBIDDEN in the words of the server, where it said so; anything else is left as it is. */
export function forbiddenWhile(what: string, error: Error): Error {
  const { message: trouble } = error;
  if (!saysForbidden(trouble)) return error;
  return transportErrors.TRANSPORT_FORBIDDEN({ transport: transportName, what, trouble }, { cause: error });
}

/** The same of what a command was answered with. */
export function forbiddenWhere(words: readonly (string | Buffer)[], error: unknown): Error {
  return forbiddenWhile(whatOf(words.map(String)), error as Error);
}

/** The command and where: never what is written there. */
function whatOf(words: readonly string[]): string {
  const places = placesIn(words).map((place) => JSON.stringify(place));
  return places.length === 0 ? commandIn(words) : `${commandIn(words)} on ${places.join(", ")}`;
}

function commandIn([name = "", second = ""]: readonly string[]): string {
  if (name === "EVAL") return "a script";
  return hasSubcommands.has(name) ? `${name} ${second}` : name;
}

const hasSubcommands: ReadonlySet<string> = new Set(["XGROUP", "CLIENT", "CONFIG"]);

/** Keys or channels. */
function placesIn(words: readonly string[]): readonly string[] {
  switch (words[0]) {
    case "EVAL":
      return words.slice(3, 3 + Number(words[2]));
    case "XREADGROUP": {
      // Behind the names of group and consumer, which may be that word.
      const streams = words.slice(words.indexOf("STREAMS", 4) + 1);
      return streams.slice(0, streams.length / 2);
    }
    case "XGROUP":
      return words.slice(2, 3);
    case "CLIENT":
    case "CONFIG":
    case "INFO":
    case "PING":
      return [];
    default:
      return words.slice(1, 2);
  }
}
