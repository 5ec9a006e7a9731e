import { isArray, isObject, type Json } from "@concordat/json";
import type { CatalogueModel } from "../model/model.ts";
import type { ModelOperation } from "../model/operation.ts";
import { textIn } from "./members.ts";
import { type Notes, type Place, placeOfOperation } from "./notes.ts";
import type { BrokerTopology, GroupName, OperationGroup } from "./topology.ts";

type Transport = BrokerTopology["transport"];

/** One place that names the group of an operation. */
type Statement = {
  readonly group: GroupName;
  readonly at: Place;
  /** Whether braces in it are holes; in an official binding they would be braces, which no group of ours has. */
  readonly mayHaveHoles: boolean;
};

/** Where the document names groups: in the official bindings where they have a place for it. */
const sayings: Readonly<
  Record<Transport, readonly ((operation: ModelOperation) => Statement | undefined)[]>
> = {
  nats: [({ bindings }) => exactly(textIn(bindings.nats, "queue"), ["bindings", "nats", "queue"])],
  kafka: [
    ({ bindings }) =>
      exactly(literalOf(memberOf(bindings.kafka, "groupId")), ["bindings", "kafka", "groupId"]),
    ({ extensions }) => {
      const property = textIn(extensions["x-kafka"], "groupProperty");
      return property === undefined
        ? undefined
        : { group: `{${property}}`, at: ["x-kafka", "groupProperty"], mayHaveHoles: true };
    },
  ],
  redis: [({ extensions }) => withHoles(extensions, "x-redis-streams")],
  eventbridge: [({ extensions }) => withHoles(extensions, "x-eventbridge")],
};

/** The group of an operation that receives; `undefined` where the document leaves the name to the service. */
export function groupOf(
  operation: ModelOperation,
  transports: readonly Transport[],
  model: CatalogueModel,
  notes: Notes,
): OperationGroup | undefined {
  const at = placeOfOperation(operation, model);
  const said = transports.flatMap((each) => sayings[each]).flatMap((read) => read(operation) ?? []);
  const [first, ...others] = said;
  if (first === undefined) return undefined;
  for (const { group, at: place, mayHaveHoles } of said)
    if (/[{}]/.test(mayHaveHoles ? group.replaceAll(hole, "") : group))
      notes.unsupported(
        [...at, ...place],
        `the name ${JSON.stringify(group)} of the group of ${operation.name} has braces in it`,
        mayHaveHoles
          ? "write {name} for what a service fills in, and no other braces"
          : "leave the braces out",
      );
  const other = others.find(({ group }) => group !== first.group);
  if (other !== undefined)
    notes.conflict(
      [...at, ...other.at],
      `the group of ${operation.name} is ${other.group} here, and ${first.group} at ${first.at.join("/")}`,
      "name one group: an operation is carried out by one",
    );
  const durable = textIn(operation.extensions["x-nats"], "durable");
  return { operation: operation.name, group: first.group, ...(durable !== undefined && { durable }) };
}

const hole = /\{([^{}]+)\}/g;

function exactly(group: string | undefined, at: Place): Statement | undefined {
  return group === undefined ? undefined : { group, at, mayHaveHoles: false };
}

function withHoles(extensions: ModelOperation["extensions"], name: string): Statement | undefined {
  const group = textIn(extensions[name], "group");
  return group === undefined ? undefined : { group, at: [name, "group"], mayHaveHoles: true };
}

function memberOf(said: Json | undefined, name: string): Json | undefined {
  return said !== undefined && isObject(said) ? said[name] : undefined;
}

/** The binding of Kafka is a schema of the name: it is fixed where one value alone keeps it. */
function literalOf(groupId: Json | undefined): string | undefined {
  if (groupId === undefined || !isObject(groupId)) return undefined;
  const { const: fixed, enum: choices } = groupId;
  if (typeof fixed === "string") return fixed;
  const only = choices !== undefined && isArray(choices) && choices.length === 1 ? choices[0] : undefined;
  return typeof only === "string" ? only : undefined;
}
