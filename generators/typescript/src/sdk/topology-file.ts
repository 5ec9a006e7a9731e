import type { BrokerTopology, TopologyReading } from "@concordat/contracts/topology";
import { code, type GenerationInput, printFile } from "@concordat/gen-core";
import type { Json } from "@concordat/json";
import { docText } from "../language/doc-text.ts";
import { memberName, typescript } from "../language/typescript.ts";
import { imported, runtime } from "./imports.ts";
import { linesOf } from "./pieces.ts";

const { literal, docComment } = typescript;

/** Whether the document says anything of brokers or groups. */
export function hasTopology({ topology }: GenerationInput): boolean {
  return topology !== undefined && topology.brokers.length + topology.groups.length > 0;
}

/** `topology.ts`: data and names, and nothing that reaches for a broker. */
export function topologyFile({ topology, model }: GenerationInput, command: string): string {
  const { brokers, groups }: Omit<TopologyReading, "findings"> = topology ?? { brokers: [], groups: [] };
  const titleOf = (server: string) => model?.servers.find(({ name }) => name === server)?.title;
  const brokerOf = ({ server, settings }: BrokerTopology) => code`
    ${docComment(docText(titleOf(server) ?? ""))}
    ${memberName(server)}: ${literal(settings as unknown as Json)},`;
  const body = code`
    /** What each server of the document has to have: settings of the transport that reaches it. */
    export const topology = {
      ${linesOf(brokers.map(brokerOf))}
    } as const;

    const names = {
      ${linesOf(groups.map(({ operation, group }) => code`${memberName(operation)}: ${literal(group)},`))}
    } as const;

    /** The groups of the operations that receive. One that is a function needs what the service alone knows. */
    export const groups: ${imported("GroupNames", runtime, { typeOnly: true })}<typeof names> = /* @__PURE__ */ ${imported("groupNames", runtime)}(names);`;
  return printFile({ command, body }, typescript);
}
