import type { Machine } from "../../bench/machine.ts";
import { formatMachine } from "../../bench/report.ts";
import type { Counts, Row } from "../cases/fault-case.ts";
import { cellsOf, formatMarkdown } from "./table.ts";

export const pagePath = "docs/reference/faults.md";

/** What was seen of one transport. */
export type Section = {
  readonly title: string;
  /** With its version, and how it was set. */
  readonly broker: string;
  readonly rows: readonly Row[];
  readonly problems: readonly string[];
  readonly notShown: readonly string[];
};

export function faultsPage(
  sections: readonly Section[],
  { counts, machine }: { readonly counts: Counts; readonly machine: Machine },
): string {
  const measured = `Measured with ${counts} counts on ${formatMachine(machine)}, brokers and clients on the same machine.`;
  return `${[introduction, measured, ...sections.map(sectionOf)].join("\n\n")}\n`;
}

function sectionOf({ title, broker, rows, notShown }: Section): string {
  const missing = notShown.map((each) => `Not shown: ${each}.`);
  return [`## ${title}`, broker, formatMarkdown(cellsOf(rows)), ...missing].join("\n\n");
}

const introduction = `<!-- Written by \`npm run faults -- --write\` from what was measured; do not edit. -->
# Faults

What each transport makes of a broker that dies, a broker that stops, a network that fails, a consumer that is slow and a service that is told to go: on real brokers, with real
faults, under load. \`npm test\` runs the same cases with fewer events; \`npm run faults\` prints these tables.

Publishers do what a service does: what is refused or unknown they send again, under the same id, until it is stored, and the next event of a key only then. Two groups read, one with two members. What
everybody saw is written down by the test, and held to the laws:

- Nothing that was stored is lost by any group, nothing is invented or changed, a refused message is nowhere (unless it was sent again), an unknown one is there or is not, for all groups alike.
- Where the transport promises order, each group handles the events of a key first in the order in which they were published.
- A fault counts only where it is shown to have happened: the process died, publishes met it, were unknown or late. A case whose fault nobody met fails.

| column | what it counts |
|---|---|
| events | events published, each once; in the line of a single fault, those stored from its begin to that of the next |
| unknown, refused | answers to publishes; an event that is sent again has more than one |
| recognised | sent again, and found to be stored already: by the broker's own memory of ids |
| handled | by all groups, each event once a group |
| redelivered, twice | deliveries beyond the first; events that were handled again: what at-least-once costs, and what the [inbox](../guides/bus.md) takes out |
| lost | stored, and not handled by a group |
| back after | from the end of the fault until publishing and every group had their rate of before again, less a fifth at most; measured with full counts |`;
