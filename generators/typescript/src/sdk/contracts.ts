import {
  type EventEntry,
  type GenerationInput,
  type GeneratorOptions,
  reachedDocuments,
  type SchemaEntry,
} from "@concordat/gen-core";
import type { Json } from "@concordat/json";
import { digestOf } from "@concordat/json/digest";
import type { TypeModule } from "../types/print-modules.ts";
import { foldersOf, valueNames } from "./naming.ts";
import { type SampleValues, sampleValues } from "./sample-values.ts";

/** A contract with everything that an SDK says of it, and under which names. */
export type SdkContract = {
  readonly schema: SchemaEntry;
  readonly document: Json;
  readonly event?: EventEntry;
  /** Of the data: `ObjectTypeCreated`. */
  readonly type: string;
  /** Of the constructor, or of what stands for the contract: `objectTypeCreated`. */
  readonly value: string;
  /** Where its files lie, from the package's root. */
  readonly folder: string;
  readonly sample?: SampleValues;
};

/** One that is an event. */
export type SdkEvent = SdkContract & { readonly event: EventEntry };

export function isEvent(contract: SdkContract): contract is SdkEvent {
  return contract.event !== undefined;
}

/** By the names of their values. */
export function contractsOf(
  { schemas, events, documents }: GenerationInput,
  modules: ReadonlyMap<string, TypeModule>,
  { remember }: Pick<GeneratorOptions, "remember">,
): readonly SdkContract[] {
  const folders = foldersOf(schemas);
  const types = new Map([...modules].map(([key, { name }]) => [key, name]));
  const byKey = new Map(events.map((event) => [event.schema, event]));
  const values = valueNames(types, new Set(byKey.keys()));
  return schemas
    .map((schema): SdkContract => {
      const { key, uri, examples } = schema;
      const document = documents.get(uri) ?? true;
      const event = byKey.get(key);
      const digest = digestOf({ samples: reachedFrom({ schema, document }, documents), examples });
      const sample = remember(digest, () => sampleValues(schema, document, documents));
      return {
        schema,
        document,
        ...(event !== undefined && { event }),
        type: types.get(key) ?? "",
        value: values.get(key) ?? "",
        folder: folders.get(key) ?? "",
        ...(sample !== undefined && { sample }),
      };
    })
    .sort((a, b) => (a.value < b.value ? -1 : 1));
}

/** Everything that a schema's meaning depends on, for the key of what is made of it. */
export function reachedFrom(
  { schema }: Pick<SdkContract, "schema" | "document">,
  documents: ReadonlyMap<string, Json>,
): Json {
  return {
    uri: schema.uri,
    dialect: schema.dialect,
    documents: Object.fromEntries(reachedDocuments(schema.uri, documents)),
  };
}
