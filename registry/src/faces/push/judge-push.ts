import {
  type Config,
  compareVersions,
  compatibilityOf,
  formatSubject,
  parseContractId,
  parseVersion,
} from "@concordat/contracts";
import { isConcordatError } from "@concordat/errors";
import { jsonEquals, parseJson } from "@concordat/json";
import { closureOf } from "../../core/closure.ts";
import { outdated } from "../../core/command.ts";
import { type Loading, loadProject, type ProjectVersion } from "../../core/commands/load-project.ts";
import { judge, obligationOf } from "../../core/compatibility.ts";
import type { Content } from "../../core/content.ts";
import { coreErrors } from "../../core/errors.ts";
import type { Judge } from "../../core/judge.ts";
import { modeOf } from "../../core/settings.ts";
import type { State } from "../../core/state/state.ts";
import { type AcceptedPair, isAccepted } from "./accepted-pair.ts";
import { pushedState, type Registered } from "./pushed-state.ts";
import { type RefusedVersion, refusalsOf, refusedBy } from "./refused-version.ts";

/** Everything that speaks against taking it in; nothing is registered by asking. */
export async function judgePush(
  state: State,
  loading: Loading,
  by: Judge,
): Promise<readonly RefusedVersion[]> {
  const placed = loading.versions.flatMap((version) => troubleWithPlace(state, version));
  if (placed.length > 0) return placed;
  const decision = loadProject(loading).decide(state, undefined);
  if (decision === outdated) return [];
  const refused: RefusedVersion[] = [];
  const { registered, before } = pushedState(state, decision);
  for (const each of registered) refused.push(...(await judgeOne(before(each), each, loading, by)));
  return refused;
}

/** What is wrong whatever the document says. */
function troubleWithPlace(state: State, version: ProjectVersion): readonly RefusedVersion[] {
  const { contract, number, text, isFrozen } = version;
  const id = `${contract}/${number}`;
  const subject = subjectOf(contract);
  const refuse = (error: Parameters<typeof refusedBy>[1]) => [refusedBy(id, error)];
  const mode = modeOf(state, subject);
  const known = state.subject(subject);
  const same = known?.versions.find((each) => each.number === number);
  if (same?.isDeleted) return refuse(coreErrors.VERSION_DELETED({ subject, version: same.version }));
  if (same !== undefined && isSameValue(state.content(same.content)?.text, text)) return [];
  if (same !== undefined)
    return refuse(
      coreErrors.VERSION_CONFLICT({
        subject,
        number,
        trouble: "another content is frozen under that number",
      }),
    );
  if (mode !== "READWRITE") return refuse(coreErrors.MODE_FORBIDS({ subject, mode, action: "push" }));
  if (!isFrozen) return [];
  if (known?.spent.some((each) => each.number === number))
    return refuse(
      coreErrors.VERSION_CONFLICT({
        subject,
        number,
        trouble: "it was deleted for good, and caches may still hold it",
      }),
    );
  const higher = known?.versions.find((each) => isHigherInMajor(each.number, number));
  if (higher === undefined) return [];
  return refuse(
    coreErrors.VERSION_CONFLICT({
      subject,
      number,
      trouble: `${higher.number} is there already, and numbers go up`,
    }),
  );
}

async function judgeOne(
  state: State,
  registered: Registered,
  { project }: Loading,
  by: Judge,
): Promise<readonly RefusedVersion[]> {
  const { subject, number = "", content } = registered;
  const contract = subject.replaceAll(".", "/");
  const id = `${contract}/${number}`;
  try {
    const closure = closureOf(state, state.content(content) as Content, "2020-12");
    await by.requireValid(closure);
    const obligation = obligationOf(state, subject, { number });
    const judged = await judge(state, closure, obligation, by);
    const settings = project.compatibility as Config["compatibility"] | undefined;
    const undecidedFails =
      settings === undefined || compatibilityOf({ compatibility: settings }, contract).undecided === "fail";
    const accepted = (project.accepted ?? []) as unknown as readonly AcceptedPair[];
    return judged
      .filter(({ verdict }) => undecidedFails || verdict.status !== "undecided")
      .filter((each) => !isAccepted(accepted, contract, number, each))
      .flatMap((each) => refusalsOf(id, obligation.policy, each));
  } catch (error) {
    if (!isConcordatError(error) || error.kind === "fault" || error.kind === "network") throw error;
    return [refusedBy(id, error)];
  }
}

/** As for the lock: formatting may change. */
function isSameValue(known: string | undefined, text: string): boolean {
  return known !== undefined && jsonEquals(parseJson(known), parseJson(text));
}

function isHigherInMajor(number: string, than: string): boolean {
  const [a, b] = [parseVersion(number), parseVersion(than)];
  return a !== undefined && b !== undefined && a.major === b.major && compareVersions(a, b) > 0;
}

function subjectOf(contract: string): string {
  const id = parseContractId(contract);
  return id === undefined ? contract : formatSubject(id);
}
