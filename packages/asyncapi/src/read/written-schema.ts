import { type Dialect, dialects } from "@concordat/schema";
import { statedDialect } from "../payload/stated-dialect.ts";
import { childOf, type SourceNode, textOf } from "../source/node.ts";
import type { World } from "../source/world.ts";
import type { WrittenSchema } from "./draft.ts";

/** What a schema is written in when nothing says so: AsyncAPI's Schema Object is a superset of draft-07. */
const asyncapiDialect: Dialect = "draft-07";

/** A payload or headers of 3.x: a schema, or one with its format said around it. */
export function writtenSchema(node: SourceNode | undefined, world: World): WrittenSchema {
  const end = node && world.follow(node).at(-1);
  if (node === undefined || end === undefined) return { kind: "none" };
  const format = textOf(childOf(end, "schemaFormat"));
  if (format === undefined) return inFormat(node, undefined, world);
  return inFormat(childOf(end, "schema"), format, world);
}

/** The same where the format is said elsewhere, as in 2.x. */
export function inFormat(
  node: SourceNode | undefined,
  format: string | undefined,
  world: World,
): WrittenSchema {
  if (node === undefined) return { kind: "none" };
  const [type = "", ...parameters] = (format ?? "")
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const isOwn = format === undefined || /^application\/vnd\.aai\.asyncapi(\+json|\+yaml)?$/.test(type);
  const isJsonSchema = /^application\/schema(\+json|\+yaml)?$/.test(type);
  if (!isOwn && !isJsonSchema) return { kind: "foreign", node, format: format ?? "" };
  const said = isJsonSchema ? dialectNamed(parameters) : undefined;
  return {
    kind: "schema",
    node,
    fallback: said ?? statedDialect((world.follow(node).at(-1) ?? node).value) ?? asyncapiDialect,
  };
}

/** `version=draft-07`, `version=2020-12`, `version=draft-2020-12`. */
function dialectNamed(parameters: readonly string[]): Dialect | undefined {
  const version = parameters.find((parameter) => parameter.startsWith("version="))?.slice("version=".length);
  const named = version?.replaceAll('"', "");
  return dialects.find((dialect) => dialect === named || `draft-${dialect}` === named);
}
