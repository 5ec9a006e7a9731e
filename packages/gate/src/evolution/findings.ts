import type { BreakDirection } from "@concordat/contracts";
import type { Finding, FindingNote, FindingPlace } from "@concordat/errors";
import type { JudgedBreak } from "./acceptance/apply.ts";
import { numberOf } from "./promises.ts";
import type { EvolutionWorld } from "./world.ts";

/**
 * Breaks as people read them. The same break against several promised versions is one finding, with the event of the
 * last of them.
 */
export function findingsOf(breaks: readonly JudgedBreak[], world: EvolutionWorld): readonly Finding[] {
  const grouped = Map.groupBy(breaks, groupOf);
  return [...grouped.values()].map((group) => findingOf(group, world));
}

function groupOf({ rule, direction, place, about, message, after, contract, accepted }: JudgedBreak): string {
  const mark = accepted && [accepted.entry.reason, accepted.entry.by, accepted.entry.until];
  const { file, pointer } = place;
  return JSON.stringify([rule, direction, file, pointer, about, message, contract, after?.version.id, mark]);
}

function findingOf(group: readonly JudgedBreak[], world: EvolutionWorld): Finding {
  const last = group.at(-1) as JudgedBreak;
  const { rule, code, severity, message, hint, place, contract, direction, witness, after, accepted } = last;
  const befores = group.map(({ before }) => before.version.version);
  const notes: readonly (FindingNote | undefined)[] = [
    witness === undefined ? undefined : { label: "witness", text: JSON.stringify(witness) },
    direction && { label: "writer", text: writerText(group, direction, world) },
    affectedNote(last, world),
    accepted === undefined ? fixNote(last, world) : undefined,
    last.outgrown && { label: "before", text: outgrownText(last.outgrown) },
    accepted === undefined ? { label: "accept", text: acceptCommand(last, world) } : undefined,
  ];
  const entry = accepted?.entry;
  return {
    rule,
    code,
    severity,
    message,
    hint,
    at: place,
    details: {
      contract,
      ...(direction && { direction }),
      before: befores,
      ...(after && { after: after.version.version }),
      ...(witness !== undefined && { witness }),
    },
    notes: notes.filter((note) => note !== undefined),
    ...(entry && {
      accepted: {
        reason: entry.reason,
        ...(entry.until !== undefined && { until: entry.until }),
        ...(entry.by !== undefined && { by: entry.by }),
      },
    }),
  };
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

/** New readers that meet old events are those who receive; old readers that meet new events are hit by those who send. */
function affectedNote(
  { contract, before, direction, rule }: JudgedBreak,
  { handlers, model, config }: EvolutionWorld,
): FindingNote | undefined {
  if (model === undefined || rule === "version-unfrozen") return undefined;
  const { send, receive } = handlers(contract, numberOf(before.version).major);
  const receivers = counted(receive, "receives", "receive");
  const senders = counted(send, "sends", "send");
  const said = direction === "forward" ? [senders, receivers] : [receivers];
  const parts = said.filter((part) => part !== undefined);
  const text =
    parts.length === 0
      ? `no operation of ${config.asyncapi} ${direction === "forward" ? "sends or receives" : "receives"} ${contract}`
      : parts.map(({ who, verb }, index) => `${who} ${verb} ${index === 0 ? contract : "it"}`).join("; ");
  return { label: "affects", text };
}

/** As many names as fit into a line. */
const mostNames = 5;

function counted(names: readonly string[], singular: string, plural: string) {
  if (names.length === 0) return undefined;
  const shown = names.slice(0, mostNames).join(", ");
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
  const noun = names.length === 1 ? "1 operation" : `${names.length} operations`;
  return { who: `${noun} (${shown}${more})`, verb: names.length === 1 ? singular : plural };
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
