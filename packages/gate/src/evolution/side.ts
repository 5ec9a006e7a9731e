import type { Catalogue, ContractVersion } from "@concordat/contracts";
import type { FindingPlace } from "@concordat/errors";
import { appendToPointer, isObject, type Json, parsePointer, valueAt } from "@concordat/json";
import { digestOf } from "@concordat/json/digest";
import { bundleSchema, type SchemaLocation, writerView } from "@concordat/schema";
import { placeIn } from "../lint/place.ts";
import { createReach } from "../lint/reach.ts";

/** A version as the engine takes it, with the way back from a place in what the engine saw to a place in a file. */
export type Side = {
  readonly version: ContractVersion;
  /** Of the version and of everything it refers to: the same digest, the same meaning. */
  readonly digest: string;
  /**
   * The schema as written, with all it refers to. The two sides of a comparison may hold different texts under the same
   * identifier, when one was changed in place, so each brings its own.
   *
   * @throws {SchemaError} where references lead nowhere
   */
  reader(): Json;
  /** The same, with undeclared members refused. */
  writer(): Json;
  /** The version and all it refers to, by `$id`. */
  documents(): ReadonlyMap<string, Json>;
  placeOf(location: SchemaLocation): FindingPlace;
};

/** Sides of one catalogue, each made once. */
export function createSides(catalogue: Catalogue): (version: ContractVersion) => Side {
  const known = new Map<string, Side>();
  const reach = lazily(() => createReach(catalogue, catalogue.graph()));
  const create = (version: ContractVersion): Side => {
    const reader = lazily(() => bundleSchema(version.uri, catalogue.graph()));
    const writer = lazily(() => writerView(version.uri, catalogue.graph()).schema);
    return {
      version,
      digest: closureDigest(reach()(version)),
      reader,
      writer,
      documents: () => new Map(reach()(version).map(({ uri, document }) => [uri, document])),
      placeOf: (location) => {
        const { contract, pointer } = originOf(location, reader, version, catalogue);
        return placeIn(contract, pointer);
      },
    };
  };
  return (version) => {
    const side = known.get(version.id) ?? create(version);
    known.set(version.id, side);
    return side;
  };
}

/** What refers to nothing has the digest that the lock has. */
function closureDigest(versions: readonly ContractVersion[]): string {
  const [only] = versions;
  if (only !== undefined && versions.length === 1) return only.digest;
  return digestOf(Object.fromEntries(versions.map(({ id, digest }) => [id, digest])));
}

/** A bundle holds other documents one level deep under `$defs`, each under its own identifier. */
function originOf(
  { document, pointer }: SchemaLocation,
  bundle: () => Json,
  own: ContractVersion,
  catalogue: Catalogue,
): { readonly contract: ContractVersion; readonly pointer: string } {
  const named = catalogue.byUri(document);
  if (named !== undefined && named !== own) return { contract: named, pointer };
  const [container = "", name = "", ...rest] = parsePointer(pointer) ?? [];
  if (container !== "$defs" && container !== "definitions") return { contract: own, pointer };
  const embedded = valueAt(bundle(), appendToPointer("", container, name));
  const id = embedded !== undefined && isObject(embedded) ? (embedded.$id ?? embedded.id) : undefined;
  const contract = typeof id === "string" ? catalogue.byUri(id) : undefined;
  if (contract === undefined || contract === own) return { contract: own, pointer };
  return { contract, pointer: appendToPointer("", ...rest) };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
