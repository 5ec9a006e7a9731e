import {
  compareVersions,
  formatVersion,
  nextVersion,
  parseVersion,
  type Version,
} from "@concordat/contracts";
import type { SubjectState } from "../../core/state/subject-state.ts";
import { coreErrors } from "../../errors.ts";

/**
 * The numbers that may come next: a step from the last version of a major line, or the first of the next one. Which of
 * them it is, the content decides.
 */
export function nextNumbers({ versions, spent }: SubjectState): readonly string[] {
  const numbers = [...versions, ...spent].flatMap(({ number }) => parseVersion(number) ?? []);
  const last = numbers.toSorted(compareVersions).at(-1);
  if (last === undefined) return [];
  const lines = Map.groupBy(numbers, ({ major }) => major);
  const steps = [...lines.values()].flatMap((line) => {
    const end = line.toSorted(compareVersions).at(-1) as Version;
    return [nextVersion(end, "patch"), nextVersion(end, "minor")];
  });
  return [...steps, nextVersion(last, "major")].toSorted(compareVersions).map(formatVersion);
}

/** @throws VERSION_CONFLICT where the number leaves others out, or goes back */
export function requireNext(subject: SubjectState, number: string): void {
  const allowed = nextNumbers(subject);
  if (allowed.length === 0 || allowed.includes(number)) return;
  throw coreErrors.VERSION_CONFLICT({
    subject: subject.name,
    number,
    trouble: `the next one is ${allowed.slice(0, -1).join(", ")} or ${allowed.at(-1)}`,
  });
}
