import { directionsOf } from "@concordat/contracts";
import { closureOf } from "../../core/closure.ts";
import { dialectOf, judge, obligationOf } from "../../core/compatibility.ts";
import type { Content } from "../../core/content.ts";
import type { JudgedVersion } from "../../core/errors.ts";
import { liveVersions } from "../../core/state/subject-state.ts";
import type { World } from "../../world.ts";

/** How many of the newest versions are looked at: a question for each pair of them. */
const looked = 8;

/** Where the versions that a subject has do not keep the promise that holds now. */
export async function brokenPromises({ registry, judge: by }: World, name: string) {
  const { state } = registry;
  const subject = state.subject(name);
  if (subject === undefined) return [];
  const versions = liveVersions(subject).slice(-looked);
  const broken: { number: string; earlier: string; direction: JudgedVersion["direction"]; status: string }[] =
    [];
  for (const [at, version] of versions.entries()) {
    const content = state.content(version.content) as Content;
    const { number } = version;
    const obligation = obligationOf(state, name, { ...content, number });
    if (directionsOf(obligation.policy).length === 0) return [];
    const earlier = versions.slice(0, at).map((each) => each.version);
    const held = obligation.policy.endsWith("_TRANSITIVE") ? earlier : earlier.slice(-1);
    const answersTo = liveVersions(subject).filter(
      (each) => held.includes(each.version) && inOneLine(each.number, number, subject.isContract),
    );
    const closure = closureOf(state, content, dialectOf(subject));
    for (const each of await judge(state, closure, { ...obligation, versions: answersTo }, by))
      broken.push({ number, earlier: each.number, direction: each.direction, status: each.verdict.status });
  }
  return broken;
}

/** A contract's major versions owe each other nothing. */
function inOneLine(a: string, b: string, isContract: boolean): boolean {
  return !isContract || a.split(".")[0] === b.split(".")[0];
}
