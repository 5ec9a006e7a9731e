import { assignNames, type SchemaEntry } from "@concordat/gen-core";
import { isIdentifierName, legalName } from "../language/identifiers.ts";

/** Names that the entries of an SDK give to other things. */
export const takenTypes = ["AnyEvent", "Applications", "Bus", "Catalogue", "EventData", "EventType"];
const takenValues = [
  "createBus",
  "ignoreOthers",
  "events",
  "eventTypes",
  "isEventType",
  "isAnyEvent",
  "contracts",
];

/** What stands for each contract, called after its type; by the key of the schema. */
export function valueNames(
  types: ReadonlyMap<string, string>,
  events: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const wishes = [...types].map(([key, type]) => {
    const name = uncapitalised(type);
    return { key, candidates: [name, `${name}${events.has(key) ? "Event" : "Contract"}`] };
  });
  // A type and a value may differ in the case of letters only: that is how people tell them apart.
  return assignNames(wishes, { legal: legalName, taken: takenValues, fold: (name) => name });
}

/** Names that a type would take: the title; where another has the same, with words of its path in front. */
export function typeCandidates({ title, key, contract }: SchemaEntry): readonly string[] {
  const version = contract === undefined ? "" : versionWord(contract);
  const [domain = ""] = (contract?.path ?? key).split("/");
  const path = contract?.path ?? key;
  return [title, `${domain} ${title}`, path].map((words) =>
    `${words.replaceAll("/", " ")} ${version}`.trim(),
  );
}

/** The first major has none, so that its names never change; older minors that somebody refers to are called in full. */
function versionWord({ version, isLatest }: NonNullable<SchemaEntry["contract"]>): string {
  const [major = "0"] = version.split(".");
  if (!isLatest) return `v${version.replaceAll(".", "_")}`;
  return Number(major) < 2 ? "" : `v${major}`;
}

function uncapitalised(name: string): string {
  const [first = "", ...rest] = name;
  const small = first.toLowerCase() + rest.join("");
  return isIdentifierName(small) ? small : name;
}

/** Where the files of each schema lie, by its key. */
export function foldersOf(schemas: readonly SchemaEntry[]): ReadonlyMap<string, string> {
  const wishes = schemas.map((schema) => ({ key: schema.key, candidates: [folderOf(schema)] }));
  const legal = (path: string) => path.split("/").map(legalStep).join("/");
  return assignNames(wishes, { legal });
}

function folderOf({ key, contract }: SchemaEntry): string {
  if (contract === undefined) return `src/contracts/${key}`;
  const [major = "0"] = contract.version.split(".");
  return `src/contracts/${contract.path}/v${contract.isLatest ? major : contract.version}`;
}

/** A step of a path that every machine takes, whatever a message or a file was called. */
function legalStep(step: string): string {
  const name = step
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}\p{M}._-]+/gu, "-")
    .replace(/^[-.]+|[-.]+$/g, "")
    .slice(0, 80);
  return /^(?:con|prn|aux|nul|com\d|lpt\d|node_modules)$/i.test(name) || name === "" ? `${name}_` : name;
}
