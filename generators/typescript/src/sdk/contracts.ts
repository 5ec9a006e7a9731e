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
import { forContract } from "./for-contract.ts";
import { foldersOf, valueNames } from "./naming.ts";
import { requireValues } from "./require-values.ts";
import { type SampleValues, sampleValues } from "./sample-values.ts";

/** A contract with everything that an SDK says of it, and under which names. */
export type SdkContract = {
  readonly schema: SchemaEntry;
  readonly document: Json;
  /** The documents that its meaning depends on, its own among them. */
  readonly reached: ReadonlyMap<string, Json>;
  /** Of all of that, for the keys of what is made of it. */
  readonly digest: string;
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
      const { key, uri, dialect, examples } = schema;
      const document = documents.get(uri) ?? true;
      const event = byKey.get(key);
      const reached = reachedDocuments(uri, documents);
      const digest = digestOf({ uri, dialect, documents: Object.fromEntries(reached) });
      const sample = remember(`sample ${digest} ${digestOf(examples)}`, () =>
        forContract(schema, () => {
          requireValues(schema, reached);
          return sampleValues(schema, document, reached);
        }),
      );
      return {
        schema,
        document,
        reached,
        digest,
        ...(event !== undefined && { event }),
        type: types.get(key) ?? "",
        value: values.get(key) ?? "",
        folder: folders.get(key) ?? "",
        ...(sample !== undefined && { sample }),
      };
    })
    .sort((a, b) => (a.value < b.value ? -1 : 1));
}
