import type { ContractVersion } from "@concordat/contracts";
import { type ConcordatError, isConcordatError } from "@concordat/errors";
import { isObject, type Json } from "@concordat/json";
import {
  bundleSchema,
  metaSchemaOf,
  type SchemaGraph,
  type SchemaVisit,
  schemaErrors,
  writerView,
} from "@concordat/schema";
import { createValidator, type Validate } from "@concordat/validator";
import { largestSize } from "./size.ts";

/**
 * Validators for the contracts of a catalogue, each made when first asked for. One that cannot be made is an error to
 * look at and not thrown: the schema's faults have findings of their own, and the rules go on without it.
 */
export type Judge = {
  /** By the schema as written. */
  reader(contract: ContractVersion): Judgement;
  /** The same, with undeclared members refused. */
  writer(contract: ContractVersion): Judgement;
  /** By one schema inside the contract. */
  inside(contract: ContractVersion, visit: SchemaVisit): Judgement;
  /** The contract as one document that needs no other; `undefined` when there is no such document. */
  bundled(contract: ContractVersion): Json | undefined;
};

export type Judgement = { readonly validate: Validate } | { readonly error: ConcordatError };

/** A schema that unfolds without measure is not run at all: one small example could keep its validator busy for hours. */
export function createJudge(graph: SchemaGraph, isTooLarge: (contract: ContractVersion) => boolean): Judge {
  const readers = new Map<string, Judgement>();
  const writers = new Map<string, Judgement>();
  const bundle = (contract: ContractVersion) => {
    if (!isTooLarge(contract)) return bundleSchema(contract.uri, graph);
    throw schemaErrors.LIMIT_EXPANSION({ at: contract.uri, limit: largestSize, what: "combinations" });
  };
  return {
    reader: (contract) => remembered(readers, contract.uri, () => createValidator(bundle(contract))),
    writer: (contract) =>
      remembered(writers, contract.uri, () => {
        bundle(contract);
        return createValidator(writerView(contract.uri, graph).schema);
      }),
    inside: (contract, { pointer }) =>
      judgement(() => {
        const documents = new Map([[contract.uri, bundle(contract)]]);
        const $ref = `${contract.uri}#${encodeURI(pointer).replaceAll("#", "%23")}`;
        return createValidator({ $schema: metaSchemaOf("2020-12"), $ref }, { documents });
      }),
    bundled: (contract) => {
      try {
        return bundle(contract);
      } catch (error) {
        if (isConcordatError(error)) return undefined;
        throw error;
      }
    },
  };
}

function remembered(known: Map<string, Judgement>, uri: string, create: () => Validate): Judgement {
  const found = known.get(uri) ?? judgement(create);
  known.set(uri, found);
  return found;
}

function judgement(create: () => Validate): Judgement {
  try {
    return { validate: create() };
  } catch (error) {
    if (isConcordatError(error)) return { error };
    throw error;
  }
}

/** The values listed under a keyword of the schema, each with the rest of its pointer. */
export function valuesUnder(
  schema: Json,
  keyword: "examples" | "default",
): readonly (readonly [string, Json])[] {
  if (!isObject(schema)) return [];
  const found = schema[keyword];
  if (found === undefined) return [];
  if (keyword === "default") return [["/default", found]];
  return Array.isArray(found) ? found.map((value, index) => [`/examples/${index}`, value]) : [];
}
