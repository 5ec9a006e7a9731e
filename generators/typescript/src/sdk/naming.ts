import { assignNames, camelCase, type EventEntry, type GenerationInput, pascalCase, type SchemaEntry, wordsOf } from "@concordat/gen-core";
import { isIdentifierName, legalName } from "../language/identifiers.ts";

/** What everything of an SDK is called, settled before anything is printed. */
export type SdkNames = {
  /** Of the data of a schema, by its key: `ObjectTypeCreated`. */
  readonly types: ReadonlyMap<string, string>;
  /** Of the constructor of an event, or of what stands for a contract that is no event, by the key of the schema. */
  readonly values: ReadonlyMap<string, string>;
  /** Where the files of a schema lie, by its key. */
  readonly folders: ReadonlyMap<string, string>;
};

/** Names that the entries of an SDK give to other things. */
const takenTypes = ["AnyEvent", "Applications", "Bus", "BusOptions", "Catalogue", "EventData", "EventType"];
const takenValues = ["createBus", "ignoreOthers", "events", "eventTypes", "isEventType", "isAnyEvent", "contracts"];

export function sdkNames({ schemas, events }: GenerationInput): SdkNames {
  const types = assignNames(
    schemas.map((schema) => ({ key: schema.key, candidates: titles(schema).map((words) => pascalCase(words)) })),
    { legal: legalName, taken: [...takenTypes, ...takenValues] },
  );
  const values = new Map([...types].map(([key, name]) => [key, uncapitalised(name)]));
  const byKey = new Map(events.map((event) => [event.schema, event]));
  const taken = assignNames(
    [...values].map(([key, name]) => ({ key, candidates: [name, `${name}${byKey.has(key) ? "Event" : "Contract"}`] })),
    { legal: legalName, taken: takenValues, fold: (name) => name },
  );
  return { types, values: taken, folders: foldersOf(schemas) };
}

/** Its title; where another has the same, with words of its path in front. */
function titles({ title, key, contract }: SchemaEntry): readonly (readonly string[])[] {
  const words = wordsOf(title);
  const version = contract === undefined ? [] : versionWords(contract);
  const path = wordsOf((contract?.path ?? key).split("/").at(0) ?? "");
  const all = wordsOf(key.replace(/\/\d+\.\d+\.\d+$/, ""));
  return [words, [...path, ...words], all].map((candidate) => [...candidate, ...version]);
}

/** The first major has none, so that its names never change; older minors that somebody refers to are called in full. */
function versionWords({ version, isLatest }: NonNullable<SchemaEntry["contract"]>): readonly string[] {
  const [major = "0"] = version.split(".");
  if (!isLatest) return ["v", ...version.split(".").flatMap((part, index) => (index === 0 ? [part] : ["_", part]))];
  return Number(major) < 2 ? [] : [`v${major}`];
}

function uncapitalised(name: string): string {
  const [first = "", ...rest] = name;
  const small = first.toLowerCase() + rest.join("");
  return isIdentifierName(small) ? small : name;
}

function foldersOf(schemas: readonly SchemaEntry[]): ReadonlyMap<string, string> {
  const wishes = schemas.map((schema) => ({ key: schema.key, candidates: [folderOf(schema)] }));
  const legal = (path: string) => path.split("/").map(legalStep).join("/");
  return assignNames(wishes, { legal });
}

function folderOf({ key, contract }: SchemaEntry): string {
  if (contract === undefined) return key;
  const [major = "0"] = contract.version.split(".");
  return `${contract.path}/v${contract.isLatest ? major : contract.version}`;
}

/** A step of a path that every machine takes, whatever a message or a file was called. */
function legalStep(step: string): string {
  const name = step.normalize("NFC").replace(/[^\p{L}\p{N}\p{M}._-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "").slice(0, 80);
  return /^(?:con|prn|aux|nul|com\d|lpt\d|node_modules)$/i.test(name) || name === "" ? `${name}_` : name;
}

export type NamedEvent = { readonly event: EventEntry; readonly value: string; readonly type: string; readonly folder: string };

export function namedEvents(events: readonly EventEntry[], names: SdkNames): readonly NamedEvent[] {
  return events
    .map((event) => ({
      event,
      value: names.values.get(event.schema) ?? "",
      type: names.types.get(event.schema) ?? "",
      folder: names.folders.get(event.schema) ?? "",
    }))
    .sort((a, b) => (a.value < b.value ? -1 : 1));
}
