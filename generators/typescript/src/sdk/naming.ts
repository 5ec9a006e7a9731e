import { assignNames, type SchemaEntry } from "@concordat/gen-core";
import { isIdentifierName, legalName } from "../language/identifiers.ts";

/** Names that the entries of an SDK give to other things, and those that their files import from the runtime. */
export const takenTypes = words(
  "AnyEvent Applications Bus Catalogue EventData EventType ContractBus ContractBusOptions ContractEntry DataContract",
  "EventContract IgnoreOthers ReceivedEvent",
);
const takenValues = words(
  "createBus ignoreOthers events eventTypes isEventType isAnyEvent contracts validateWriter validateReader",
  "defineEventContract defineDataContract",
  // Whoever awaits an import of a module with this export calls it.
  "then",
);

/** What stands for each contract, called after its type; by the key of the schema. */
export function valueNames(
  types: ReadonlyMap<string, string>,
  events: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const wishes = [...types].map(([key, type]) => {
    const name = uncapitalised(type);
    return { key, candidates: [name, `${name}${events.has(key) ? "Event" : "Contract"}`] };
  });
  // A type and a value may differ in the case of letters only: that is how people tell them apart. Where letters have no case,
  // the value steps aside, since a file holds both.
  const taken = [...takenValues, ...takenTypes, ...types.values()];
  return assignNames(wishes, { legal: legalName, taken, fold: (name) => name });
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
  const legal = (path: string) => shortened(path.split("/")).map(legalStep).join("/");
  return assignNames(wishes, { legal });
}

function folderOf({ key, contract }: SchemaEntry): string {
  if (contract === undefined) return `src/contracts/${key}`;
  const [major = "0"] = contract.version.split(".");
  return `src/contracts/${contract.path}/v${contract.isLatest ? major : contract.version}`;
}

/** Whoever writes a hundred slashes into a name does not get a hundred folders. */
function shortened(steps: readonly string[]): readonly string[] {
  return steps.length <= mostSteps ? steps : [...steps.slice(0, mostSteps - 1), ...steps.slice(-1)];
}

const mostSteps = 12;

/** A step of a path that every machine takes, whatever a message or a file was called. */
function legalStep(step: string): string {
  const name = cut(step.normalize("NFC"))
    .replace(/[^\p{L}\p{N}\p{M}._-]+/gu, "-")
    .replace(/\p{Default_Ignorable_Code_Point}+/gu, "")
    .replace(/^[-.]+|[-.]+$/g, "");
  // Devices of some machines have any ending; a folder that is called as a file might stand where one is.
  const free = name.replace(/^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)|^node_modules$|\.ts$/gi, "$&_");
  return free === "" ? "_" : free;
}

/** File systems count bytes. */
function cut(text: string): string {
  const bytes = Buffer.from(text).subarray(0, 80);
  return bytes.toString().replace(/\ufffd+$/, "");
}

function words(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(" "));
}
