import type { FindingNote } from "@concordat/errors";
import type { Break } from "./break.ts";
import { numberOf } from "./promises.ts";
import type { EvolutionWorld } from "./world.ts";

/** New readers that meet old events are those who receive; old readers that meet new events are hit by those who send. */
export function affectedNote(
  { contract, before, direction, rule }: Break,
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
