import { type CatalogueModel, type ContractRecord, modelVersion } from "@concordat/contracts";
import { type GenerationInput, inputFromModel, inputFromSchemas } from "@concordat/gen-core";
import { formatPointer } from "@concordat/json";
import { hostileSchema } from "./hostile-schema.ts";

/** A project whose contracts, messages, servers, streams, channels, operations, groups and applications are all called by these words. */
export function projectOf(words: readonly string[]): GenerationInput {
  const model: CatalogueModel = {
    modelVersion,
    info: {
      title: words.join(" "),
      description: words.join("\n"),
      version: "1.0.0",
      asyncapi: "3.0.0",
      tags: [],
    },
    base: "https://schemas.invalid/",
    contracts: words.map(contractOf),
    servers: words.map((word) => ({
      ...about(word),
      name: word,
      host: word,
      protocol: "nats",
      variables: {},
      extensions: {
        "x-nats": { streams: Object.fromEntries([[word, { subjects: [word || "empty", ">"] }]]) },
      },
    })),
    channels: words.map((word) => ({
      ...about(word),
      name: word,
      address: word,
      parameters: [],
      servers: [word],
      messages: [word, `sent ${word}`],
    })),
    operations: words.flatMap((word) =>
      (["send", "receive"] as const).map((direction) => ({
        ...about(word),
        name: `${direction} ${word}`,
        direction,
        channel: word,
        messages: [word, `sent ${word}`],
        // A group with braces is refused, and would be missing from the shape.
        bindings: { nats: { queue: word.replaceAll(/[{}]/g, "") || "empty" } },
        extensions: { "x-concordat": { application: word } },
      })),
    ),
    messages: words.flatMap((word, index) => [
      {
        ...message(word),
        name: word,
        payload: { kind: "schema", dialect: "2020-12", schema: small(word) } as const,
      },
      {
        ...message(word),
        name: `sent ${word}`,
        payload: { kind: "contract", contract: idOf(word, index) } as const,
      },
    ]),
  };
  return inputFromModel(model);
}

/** A folder of schemas whose files, addresses and types are called by these words. */
export function folderOf(words: readonly string[]): GenerationInput {
  const schemas = words.map((word, index) => {
    const isEvent = index % 2 === 0;
    return [
      word,
      {
        ...(index % 3 === 0 && { $id: `s${index}/${word.replaceAll("#", "%23")}` }),
        ...small(word),
        ...(isEvent && { "x-concordat": { type: word, key: formatPointer([word]) } }),
      },
    ] as const;
  });
  return inputFromSchemas({ title: "hostile", schemas: new Map(schemas) });
}

function contractOf(word: string, index: number): ContractRecord {
  const uri = `https://schemas.invalid/${index}/${encodeURIComponent(word)}.json`;
  return {
    id: idOf(word, index),
    contract: word,
    version: "1.0.0",
    uri,
    dialect: "2020-12",
    file: word,
    frozen: false,
    digest: "",
    kind: index % 4 === 0 ? "request" : "event",
    type: word,
    title: word,
    description: word,
    owner: word,
    key: formatPointer([word]),
    deprecated: false,
    document: hostileSchema(word, { $id: uri }),
  };
}

function idOf(word: string, index: number): string {
  return `${word}/${index}`;
}

function small(word: string) {
  return {
    title: word,
    description: word,
    type: "object",
    required: [word],
    properties: Object.fromEntries([[word, { type: "string", description: word }]]),
  };
}

function about(word: string) {
  return {
    title: word,
    summary: word,
    description: word,
    tags: [{ name: word, description: word }],
    bindings: {},
    extensions: {},
  };
}

function message(word: string) {
  return { ...about(word), contentType: word, headers: { kind: "none" } as const, examples: [] };
}
