import { type ContractKind, formatContractUri, parseVersionedId } from "@concordat/contracts";
import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { type Dialect, idKeyword, metaSchemaOf } from "@concordat/schema";
import type { DraftMessage } from "../read/draft.ts";
import { sentenceCase, wordsOf } from "./words.ts";

export type ContractFacts = {
  readonly path: string;
  readonly kind: ContractKind;
  readonly names: readonly string[];
  readonly messages: readonly DraftMessage[];
  readonly base: string;
  readonly dialect: Dialect;
};

/** The schema with the members that make it a contract, in the order in which contracts are written. */
export function contractDocument(schema: Json, facts: ContractFacts): JsonObject {
  const { path, kind, messages, base, dialect } = facts;
  const id = parseVersionedId(`${path}/1.0.0`);
  const { title, description, examples, ...rest } = asObject(schema, dialect);
  const { $schema: _schema, [idKeyword(dialect)]: _id, ...keywords } = rest;
  const [message] = messages;
  const told = description ?? (kind === "event" ? (message?.description ?? message?.summary) : undefined);
  const shown = examples ?? examplesOf(messages, kind === "envelope" ? "headers" : "payload");
  return {
    $schema: metaSchemaOf(dialect),
    ...(id && { [idKeyword(dialect)]: formatContractUri(id, base) }),
    title: titleOf(title, facts),
    ...(told !== undefined && { description: told }),
    "x-concordat": {
      kind,
      ...(kind === "event" && { type: typeOf(message, path) }),
      owner: path.split("/")[0] ?? path,
    },
    ...keywords,
    ...(shown !== undefined && { examples: shown }),
  };
}

/** `true` and `false` are schemas too. */
function asObject(schema: Json, dialect: Dialect): JsonObject {
  if (isObject(schema)) return schema;
  return schema === false ? { not: {} } : { $schema: metaSchemaOf(dialect) };
}

/** What the document calls it, if SDK names can be made of that; else the words of its path, domain apart. */
function titleOf(title: Json | undefined, { path, messages, kind }: ContractFacts): string {
  const said = [title, kind === "event" ? messages[0]?.title : undefined];
  const usable = said.find(
    (text) => typeof text === "string" && /^[A-Z][A-Za-z0-9]*([ -][A-Za-z0-9]+)*$/.test(text),
  );
  if (typeof usable === "string") return usable;
  return sentenceCase(wordsOf(path.slice(path.indexOf("/") + 1)));
}

/** The event's type is what the message calls itself; where that is no type, the path with dots. */
function typeOf(message: DraftMessage | undefined, path: string): string {
  const said = message?.says ?? message?.name ?? "";
  return /^[A-Za-z][A-Za-z0-9_-]*([.][A-Za-z0-9][A-Za-z0-9_-]*)*$/.test(said)
    ? said
    : path.replaceAll("/", ".");
}

/** Message examples hold payload and headers side by side. */
function examplesOf(
  messages: readonly DraftMessage[],
  part: "payload" | "headers",
): readonly Json[] | undefined {
  const found = messages.flatMap(({ examples }) =>
    examples.flatMap((example) => (isObject(example) && !isArray(example) ? (example[part] ?? []) : [])),
  );
  return found.length === 0 ? undefined : found;
}
