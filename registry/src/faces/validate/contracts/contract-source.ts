import { type ContractVersion, formatSubject } from "@concordat/contracts";
import { createLru } from "../../../collections/lru.ts";
import { type Closure, closureOf } from "../../../core/closure.ts";
import { dialectOf } from "../../../core/compatibility.ts";
import type { Content } from "../../../core/content.ts";
import { defaultContext } from "../../../core/subject-name.ts";
import type { World } from "../../../world.ts";
import { closureOfFound } from "../../native/around.ts";
import { findVersion } from "../../native/find-version.ts";
import type { SchemaMark } from "../formats/confluent-frame.ts";
import { createDataValidators, type DataValidators } from "./data-validators.ts";
import type { JudgingSchema } from "./judging-schema.ts";
import { addressIn } from "./schema-address.ts";

/** Finds what events are judged by, among all that is registered. */
export type ContractSource = {
  /** All types that contracts have. */
  types(): ReadonlySet<string>;
  /** The newest version of the type's contract. A draft may still change, so it counts only where there is nothing else. */
  newestOf(type: string): JudgingSchema | undefined;
  /** What a `dataschema` names: an `$id`, or an address of this registry. */
  named(uri: string): JudgingSchema | undefined;
  marked(mark: SchemaMark): JudgingSchema | undefined;
};

export function createContractSource(world: World): ContractSource {
  const validators = createDataValidators(world.sandbox);
  let current: ReturnType<typeof indexOf> | undefined;
  const index = () => {
    const snapshot = world.snapshot();
    if (current?.snapshot !== snapshot) current = indexOf(world, validators);
    return current;
  };
  const ofContent = createContentLookUp(world, validators);
  return {
    types: () => index().types,
    newestOf: (type) => index().newestOf(type),
    named: (uri) => index().named(uri) ?? ofContent.addressed(uri),
    marked: ofContent.marked,
  };
}

/** What can be said of contracts until one of them changes. */
function indexOf(world: World, validators: DataValidators) {
  const snapshot = world.snapshot();
  const { catalogue } = snapshot;
  const types = new Set(catalogue.versions.flatMap(({ type }) => type ?? []));
  const made = new Map<string, JudgingSchema>();
  const byType = new Map<string, JudgingSchema | undefined>();
  const byUri = createLru<JudgingSchema>(1000);
  const schemaOf = (version: ContractVersion): JudgingSchema => {
    const known = made.get(version.id) ?? judgedByContract(version, world, validators);
    made.set(version.id, known);
    return known;
  };
  const versionNamed = (uri: string): ContractVersion | undefined =>
    catalogue.byUri(uri) ??
    catalogue.byUri(`${uri}.json`) ??
    catalogue.byId(addressIn(uri)?.path.replace(/\.json$/, "") ?? "");
  return {
    snapshot,
    types,
    newestOf(type: string) {
      if (!byType.has(type)) {
        if (!types.has(type)) return undefined;
        const versions = catalogue.byType(type);
        const newest = versions.findLast(({ frozen }) => frozen) ?? versions.at(-1);
        byType.set(type, newest && schemaOf(newest));
      }
      return byType.get(type);
    },
    named(uri: string) {
      const known = byUri.get(uri);
      if (known !== undefined) return known;
      const version = versionNamed(uri);
      if (version === undefined) return undefined;
      const schema = schemaOf(version);
      byUri.set(uri, schema);
      return schema;
    },
  };
}

function judgedByContract(version: ContractVersion, world: World, validators: DataValidators): JudgingSchema {
  const { contract, version: number, type, deprecated, sunset } = version;
  const { state } = world.registry;
  const subject = formatSubject({ segments: contract.split("/") });
  const found = findVersion(state, subject, { by: "number", number });
  const by = found.version?.registeredBy ?? found.draft?.draftedBy;
  const since = found.version?.deprecation?.since;
  let closure: Closure | undefined;
  const ownClosure = () => {
    closure ??= closureOfFound(world, found);
    return closure;
  };
  return {
    contract,
    version: number,
    ...(type !== undefined && { type }),
    ...(deprecated && { deprecation: { ...(since && { since }), ...(sunset && { sunset }) } }),
    // What the registry has taken in by itself is its project's, which its owner has reviewed.
    judge:
      by === "registry"
        ? (data, view) => validators.trusted(ownClosure(), data, view)
        : (data, view, batch) => validators.strange(ownClosure(), data, view, batch),
  };
}

/** What was born on the Confluent face is found by id, by guid or by its addresses there. */
function createContentLookUp({ registry }: World, validators: DataValidators) {
  const { state } = registry;
  const made = createLru<JudgingSchema>(1000);
  const schemaOf = (content: Content | undefined): JudgingSchema | undefined => {
    const [place] = content === undefined ? [] : state.versionsOf(content.digest);
    if (content === undefined || place === undefined) return undefined;
    const { subject, version, number } = place;
    const owner = state.subject(subject);
    const key = `${subject} ${version} ${content.digest}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const closure = closureOf(state, content, dialectOf(owner));
    const schema: JudgingSchema = {
      contract: owner?.isContract === true ? subject.replaceAll(".", "/") : subject,
      version: owner?.isContract === true ? number : String(version),
      judge: (data, view, batch) => validators.strange(closure, data, view, batch),
    };
    made.set(key, schema);
    return schema;
  };
  const marked = (mark: SchemaMark): JudgingSchema | undefined =>
    schemaOf("id" in mark ? state.byId(defaultContext, mark.id) : state.byGuid(mark.guid));
  return {
    marked,
    addressed(uri: string): JudgingSchema | undefined {
      const address = addressIn(uri);
      if (address?.mark !== undefined) return marked(address.mark);
      if (address?.subject === undefined) return undefined;
      const version = state.version(address.subject, address.version);
      return version === undefined || version.isDeleted
        ? undefined
        : schemaOf(state.content(version.content));
    },
  };
}
