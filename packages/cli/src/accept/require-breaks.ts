import type { JudgedBreak } from "@concordat/gate/evolution";
import { cliErrors } from "../errors.ts";

/**
 * The breaks that `RULE@CONTRACT` names and that nobody accepted yet; one version only with `@1.1.0` behind.
 *
 * @throws {CliError} ACCEPT_NOTHING, with what could be accepted
 */
export function requireBreaks(words: string, breaks: readonly JudgedBreak[]): readonly JudgedBreak[] {
  const [rule = "", contract = "", version] = words.split("@");
  const named = breaks.filter(
    (found) =>
      found.rule === rule &&
      found.contract === contract &&
      (version === undefined || found.after?.version.version === version),
  );
  const open = named.filter(({ accepted }) => accepted === undefined);
  if (open.length > 0) return open;
  const known = breaks.filter(({ accepted }) => accepted === undefined).map(nameOf);
  throw cliErrors.ACCEPT_NOTHING({ words, isAccepted: named.length > 0, known: [...new Set(known)] });
}

function nameOf({ rule, contract }: JudgedBreak): string {
  return `${rule}@${contract}`;
}
