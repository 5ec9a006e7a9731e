import { randomInt } from "node:crypto";
import type { CatalogueModel } from "@concordat/contracts";
import { checkedPath } from "@concordat/gen-core/files";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hostileWords } from "../testing/hostile-words.ts";
import { channel, message, model, operation, shippedModel, version } from "../testing/models.ts";
import { readPage } from "../testing/read-page.ts";
import { docsSite } from "./docs-site.ts";

/** A world in which everything that an author can name is called this. */
function worldOf(word: string): CatalogueModel {
  const document = {
    title: word,
    description: word,
    required: [word],
    properties: {
      [word]: { type: "string", description: word, enum: [word, "b"], pattern: "a" },
      [`${word}.`]: { anyOf: [{ type: "string", const: word }, { $ref: "#/$defs/x" }], deprecated: true },
    },
    $defs: { x: { title: word, type: "object", properties: { [word]: { default: word } } } },
    if: { required: [word], properties: { [word]: { const: word } } },
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    then: { required: [word] },
    examples: [{ [word]: word, nested: [word, { a: word }] }],
  };
  const said = {
    title: word,
    description: word,
    type: word,
    owner: word,
    key: word,
    sunset: word,
    deprecated: true,
  };
  const own = message(word, {
    title: word,
    summary: word,
    description: word,
    payload: { kind: "schema", dialect: "2020-12", schema: document },
    examples: [{ payload: { [word]: word } }],
  });
  const contracted = message("contracted", {
    title: word,
    payload: { kind: "contract", contract: "shop/order/1.1.0" },
  });
  const foreign = message("foreign", {
    payload: { kind: "foreign", format: word, schema: { [word]: word } },
  });
  const on = channel(word, [word, "contracted", "foreign"], {
    title: word,
    summary: word,
    description: word,
    servers: [word],
    parameters: [{ name: word, description: word, enum: [word], default: word }],
    bindings: { [word]: word },
    extensions: { "x-a": word },
  });
  const plain = { tags: [], bindings: {}, extensions: {}, variables: {} };
  return model({
    info: { title: word, version: word, asyncapi: "3.1.0", description: word, tags: [] },
    contracts: [
      version(
        "shop/order/1.0.0",
        { title: word, properties: { [word]: { type: "integer" } } },
        { ...said, digest: word },
      ),
      version("shop/order/1.1.0", document, said),
    ],
    servers: [
      {
        security: [{ type: word, description: word }],
        name: word,
        host: word,
        protocol: word,
        title: word,
        description: word,
        ...plain,
        extensions: { "x-a": { [word]: word } },
      },
    ],
    channels: [on, channel(`${word}!`, [])],
    messages: [own, contracted, foreign],
    operations: [
      operation(word, "send", on, { name: word, summary: word }),
      operation(`${word}?`, "receive", on, { reply: { channel: word, messages: [word] } }),
    ],
  });
}

const honest = kindsOf(docsSite(shippedModel(), { command: "c" }));

/** Which elements with which attributes there are, in all pages. */
function kindsOf(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  const kinds = new Set("time tr em strong ol ul li pre tabindex dl dt dd".split(" "));
  kinds.add("time datetime");
  for (const [path, text] of files)
    if (path.endsWith(".html"))
      for (const { name, attributes } of readPage(text).elements)
        for (const attribute of ["", ...attributes.keys()]) kinds.add(`${name} ${attribute}`.trim());
  return kinds;
}

function expectHarmless(word: string): void {
  const files = docsSite(worldOf(word), { command: "c" });
  for (const [path, text] of files) {
    expect(checkedPath(path)).toBe(path);
    expect(text.match(/(?![\t\n\u200c\u200d])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/u), path).toBeNull();
    if (!path.endsWith(".html")) continue;
    const { ids, links } = readPage(text);
    expect(ids.length, path).toBe(new Set(ids).size);
    for (const link of links)
      expect(link, path).toMatch(/^(#|[\w./-]*\.(html|css|js|json)(#|$)|data:,$|https:\/\/a\.test\/)/);
  }
  const fresh = [...kindsOf(files)].filter((kind) => !honest.has(kind));
  expect(fresh).toEqual([]);
}

test.each(hostileWords)("%j is a word wherever it stands", (word) => {
  expectHarmless(word);
});

test("any text is a word wherever it stands", () => {
  const seed = randomInt(2 ** 31);
  const pieces = fc.oneof(
    fc.string({ unit: "binary", maxLength: 8 }),
    fc.constantFrom(...hostileWords, "<", ">", '"', "'", "&", "`", "[", "](", ")", "*", "\n"),
  );
  const text = fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (word) => expectHarmless(word)),
    { seed, numRuns: process.env.CONCORDAT_COUNTS === "full" ? 2_000 : 15 },
  );
});
