import type { BreakDirection } from "@concordat/contracts";
import type { FindingNote, FindingPlace } from "@concordat/errors";
import type { JudgedBreak } from "./acceptance/apply.ts";
import { affectedNote } from "./affected-note.ts";
import type { EvolutionWorld } from "./world.ts";

/** What else there is to know about a break against one or several promises, in the order in which it is read. */
export function notesOf(group: readonly JudgedBreak[], world: EvolutionWorld): readonly FindingNote[] {
  const last = group.at(-1) as JudgedBreak;
  const { witness, direction, outgrown, isComplete, accepted } = last;
  const notes: readonly (FindingNote | undefined)[] = [
    witness === undefined ? undefined : { label: "witness", text: JSON.stringify(witness) },
    direction && { label: "writer", text: writerText(group, direction, world) },
    affectedNote(last, world),
    isComplete === false
      ? { label: "more", text: "there may be further causes; mend this one and check again" }
      : undefined,
    accepted === undefined ? fixNote(last, world) : undefined,
    accepted?.inheritedFrom === undefined
      ? undefined
      : {
          label: "before",
          text: `as accepted for ${accepted.inheritedFrom}; it was proved that nothing else breaks`,
        },
    outgrown && { label: "before", text: outgrownText(outgrown) },
    accepted === undefined ? { label: "accept", text: acceptCommand(last, world) } : undefined,
  ];
  return notes.filter((note) => note !== undefined);
}

/** Who writes the witness, where that is said, and who refuses it. */
function writerText(group: readonly JudgedBreak[], direction: BreakDirection, world: EvolutionWorld): string {
  const { before, after, promisedAt, confirmedBy = [], contract, witness } = group.at(-1) as JudgedBreak;
  const { baseline, catalogue } = world;
  const isThere = catalogue.byId(before.version.id)?.digest === before.version.digest;
  const promised = listed(group.map(({ before }) => before.version.version));
  const where =
    promisedAt === undefined ? "" : ` (${isThere ? "" : `${baseline.name}:`}${placeText(promisedAt)})`;
  const changed = after?.version.version ?? "";
  const [writer, reader] =
    direction === "backward" ? [`${promised}${where}`, changed] : [changed, `${promised}${where}`];
  const sends =
    world.settings(contract).writer === "closed"
      ? "declared members only"
      : "whatever the schema lets through";
  const judges = confirmedBy.length === 0 ? "" : `, say ${listed(confirmedBy)}`;
  const verdict =
    witness === undefined
      ? `asked of events written by ${writer}, read by ${reader}`
      : `written by ${writer}, refused by ${reader}${judges}`;
  return `${verdict}; writers send ${sends}`;
}

/** A draft need not become what it was meant to be: the break is honest under the next major number. */
function fixNote(
  { hint, after, witness, contract }: JudgedBreak,
  { lock }: EvolutionWorld,
): FindingNote | undefined {
  if (witness === undefined || after === undefined || lock.contracts.has(after.version.id)) return undefined;
  return {
    label: "fix",
    text: `${hint}; \`concordat freeze ${contract} --renumber\` gives it that number`,
  };
}

function outgrownText({ entry, why }: NonNullable<JudgedBreak["outgrown"]>): string {
  return `accepted once ("${entry.reason}"), but ${why}`;
}

function acceptCommand({ rule, contract, after }: JudgedBreak, { baseline, lock }: EvolutionWorld): string {
  const isDraft = after !== undefined && !lock.contracts.has(after.version.id);
  const against = baseline.kind === "lock" ? "" : ` --against ${asWord(baseline.name)}`;
  return `concordat accept ${rule}@${contract}${against} --reason "…"${isDraft ? " --until DATE" : ""}`;
}

/** As a shell takes it. */
function asWord(text: string): string {
  return /^[\w./@^~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function placeText({ file, range, pointer }: FindingPlace): string {
  if (range !== undefined) return `${file}:${range.start.line}:${range.start.column}`;
  return `${file}#${pointer ?? ""}`;
}

function listed(words: readonly string[]): string {
  const all = [...new Set(words)];
  if (all.length <= 1) return all.join("");
  return `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}
