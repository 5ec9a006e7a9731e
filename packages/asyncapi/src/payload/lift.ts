import { appendToPointer, isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { type Dialect, definitionsKeyword, metaSchemaOf } from "@concordat/schema";
import { childOf, isWithin, keyOf, type SourceNode } from "../source/node.ts";
import { holdsNames, isData } from "../source/references.ts";
import type { World } from "../source/world.ts";
import { fragmentOf } from "./fragment.ts";
import { statedDialect } from "./stated-dialect.ts";

/** A schema taken out of the document it was written in: complete, but for references to contracts by `$id`. */
export type LiftedSchema = {
  readonly schema: Json;
  readonly dialect: Dialect;
  /** Where each part was written: the schema itself under `""`, definitions by their pointer in it. */
  readonly origins: ReadonlyMap<string, SourceNode>;
};

/**
 * Makes a schema stand alone: what its references lead to becomes definitions beside it, and the references follow.
 *
 * References into the schema itself stay inside; those to contracts name their `$id`. What leads nowhere stays as written, since reading the document has reported it.
 */
export function liftSchema(written: SourceNode, fallback: Dialect, world: World): LiftedSchema {
  const entry = entryOf(written, world);
  const dialect = statedDialect(entry.value) ?? fallback;
  const keyword = definitionsKeyword(dialect);
  const named = new Map<string, string>();
  const definitions = new Map<string, SourceNode>();
  const taken = new Set(Object.keys(objectAt(entry, keyword)));

  const refer = (ref: string, holder: SourceNode, resource: string): string => {
    const target = world.target(ref, holder, resource);
    if (target === undefined) return ref;
    const contract = world.contractOf(target);
    if (contract !== undefined && !isWithin(target, entry))
      return target.pointer === "" ? contract.uri : `${contract.uri}${fragmentOf(target.pointer)}`;
    // Inside a schema with an identifier of its own, `#` is that schema, and what it holds moves along with it.
    if (resource !== "" && resource !== entry.pointer && isWithin(target, { ...holder, pointer: resource }))
      return ref;
    if (isWithin(target, entry)) return fragmentOf(target.pointer.slice(entry.pointer.length));
    const known = named.get(keyOf(target)) ?? define(target);
    return fragmentOf(appendToPointer("", keyword, known));
  };

  const define = (target: SourceNode): string => {
    const plain = definitionName(target);
    let name = plain;
    for (let count = 2; taken.has(name); count++) name = `${plain}-${count}`;
    taken.add(name);
    named.set(keyOf(target), name);
    definitions.set(name, target);
    return name;
  };

  const rewritten = rewrite(entry, refer);
  const added = new Map<string, Json>();
  // Rewriting a definition may find further ones, which join the map while it is walked.
  for (const [name, node] of definitions) added.set(name, rewrite(node, refer));
  const origins = new Map([...definitions].map(([name, node]) => [appendToPointer("", keyword, name), node]));
  return {
    schema: withDefinitions(rewritten, dialect, added),
    dialect,
    origins: new Map([["", entry], ...origins]),
  };
}

type Refer = (ref: string, holder: SourceNode, resource: string) => string;

/** Copies a schema with its references replaced; data in it is left as it is. */
export function rewrite(node: SourceNode, refer: Refer, within = "", resource = ""): Json {
  const { value } = node;
  if (isArray(value)) return value.map((_, index) => rewriteBelow(node, index, refer, "", resource));
  if (!isObject(value)) return value;
  const own = typeof value.$id === "string" && !holdsNames(within) ? node.pointer : resource;
  const entries = Object.entries(value).map(([name, member]): readonly [string, Json] => {
    if (isData(name, within)) return [name, member];
    if (name === "$ref" && typeof member === "string" && !holdsNames(within))
      return [name, refer(member, node, own)];
    return [name, rewriteBelow(node, name, refer, holdsNames(within) ? "" : name, own)];
  });
  return Object.fromEntries(entries);
}

function rewriteBelow(
  node: SourceNode,
  name: string | number,
  refer: Refer,
  within: string,
  resource: string,
): Json {
  const child = childOf(node, name);
  return child === undefined ? null : rewrite(child, refer, within, resource);
}

/** A schema that is a reference and nothing else is what it refers to. */
function entryOf(written: SourceNode, world: World): SourceNode {
  let entry = written;
  for (const step of world.follow(written)) {
    entry = step;
    if (!isObject(step.value) || Object.keys(step.value).length > 1) break;
  }
  return entry;
}

function withDefinitions(schema: Json, dialect: Dialect, added: ReadonlyMap<string, Json>): Json {
  if (!isObject(schema)) return schema;
  const stated = statedDialect(schema) === undefined ? { ...schema, $schema: metaSchemaOf(dialect) } : schema;
  const { $schema, ...rest } = stated;
  const head: JsonObject = $schema === undefined ? rest : { $schema, ...rest };
  if (added.size === 0) return head;
  const keyword = definitionsKeyword(dialect);
  const existing = head[keyword];
  const before = existing !== undefined && isObject(existing) ? existing : {};
  return { ...head, [keyword]: { ...before, ...Object.fromEntries(added) } };
}

function objectAt(node: SourceNode, name: string): JsonObject {
  const found = childOf(node, name)?.value;
  return found !== undefined && isObject(found) ? found : {};
}

/** The last word of the place: the key of a component, or the name of a file. */
export function definitionName({ file, pointer }: SourceNode): string {
  const last =
    pointer === ""
      ? file
          .replace(/\.[^./]*$/, "")
          .split("/")
          .at(-1)
      : pointer.split("/").at(-1);
  return (
    (last ?? "")
      .replaceAll("~1", "/")
      .replaceAll("~0", "~")
      .replace(/[^A-Za-z0-9._-]+/g, "-") || "schema"
  );
}
