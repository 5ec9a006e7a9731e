import { checkCompatibility, type Verdict } from "@concordat/compat";
import { isArray, isObject, type Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import { metaSchemas } from "@concordat/validator/witness-validators";
import { beforeAll, describe, expect, type TestContext, test } from "vitest";
import { fetchJsonSchemaSuite } from "../conformance/fetch-json-schema-suite.ts";
import { drafts, readGroups, readRemotes, type SuiteGroup } from "../conformance/json-schema-suite.ts";
import { type Judge, judgeOf } from "./judge.ts";
import openQuestions from "./official-suite-open.json" with { type: "json" };

/**
 * Laws that hold of any schema, on every schema of the official suite, each with its neighbour of the same file. What
 * cannot be told is listed with its reason in `official-suite-open.json`; a list that is no longer true fails here, in
 * either direction.
 */
const suite = { folder: "", missing: "" };
beforeAll(() => {
  Object.assign(suite, fetchJsonSchemaSuite());
}, 120_000);

const [here, there] = ["https://suite.example/here", "https://suite.example/there"];
const laws: readonly (readonly [
  law: string,
  ask: (schema: Json) => readonly [writer: Json, reader: Json],
])[] = [
  ["S is within S", (schema) => [schema, schema]],
  ["S is within S or X", () => [{ $ref: here }, { anyOf: [{ $ref: there }, { $ref: here }] }]],
  ["S and X is within S", () => [{ allOf: [{ $ref: there }, { $ref: here }] }, { $ref: here }]],
];

describe.each(drafts)("%s", (draft, dialect) => {
  test.for(laws)("%s: proved", { timeout: 600_000 }, ([law, ask], context) => {
    const open: string[] = [];
    for (const [group, neighbour] of neighbours(context, draft)) {
      const [writer, reader] = ask(group.schema);
      const verdict = check(writer, reader, documentsFor(draft, group, neighbour), dialect);
      expect(verdict.status, `${group.name}, ${law}: ${JSON.stringify(verdict)}`).not.toBe("incompatible");
      if (verdict.status === "undecided") open.push(`${group.name}: ${verdict.reason}`);
    }

    expect(open).toEqual(openIn(draft));
  });

  test("of two neighbours that an instance tells apart, none is said to be within the other", {
    timeout: 600_000,
  }, (context) => {
    let toldApart = 0;
    for (const [group, neighbour] of neighbours(context, draft)) {
      const documents = documentsFor(draft, group, neighbour);
      const isRead = judge(neighbour.schema, documents, dialect);
      const told = group.tests.find(({ data, valid }) => valid && isRead?.(data) === false);
      if (told === undefined) continue;
      toldApart++;
      const verdict = check(group.schema, neighbour.schema, documents, dialect);
      expect(verdict.status, `${told.name} is refused by ${neighbour.name}`).not.toBe("compatible");
    }

    expect(toldApart).toBeGreaterThan(50);
  });
});

/** Each schema with the next of its file, the last with the first. */
function neighbours(context: TestContext, draft: string): readonly (readonly [SuiteGroup, SuiteGroup])[] {
  if (suite.folder === "") {
    if (process.env.CI === "true") throw new Error(suite.missing);
    context.skip(suite.missing);
  }
  const files = Map.groupBy(readGroups(suite.folder, draft), ({ file }) => file);
  return [...files.values()].flatMap((groups) =>
    groups.map((group, index) => [group, groups[(index + 1) % groups.length] as SuiteGroup] as const),
  );
}

function check(writer: Json, reader: Json, resolve: ReadonlyMap<string, Json>, dialect: Dialect): Verdict {
  return checkCompatibility({ writer, reader, resolve, dialect, writerView: "as-written", validators: [] });
}

function documentsFor(draft: string, group: SuiteGroup, neighbour: SuiteGroup): ReadonlyMap<string, Json> {
  const both: readonly (readonly [string, Json])[] = [
    [here, group.schema],
    [there, neighbour.schema],
  ];
  // Most refer to nothing outside, and a graph of all that there is takes its time.
  const refersOut = both.some(([, schema]) => namesDocuments(schema));
  return new Map([...(refersOut ? [...metaSchemas, ...readRemotes(suite.folder, draft)] : []), ...both]);
}

/** Whether any text in it but the official dialect is a URI. */
function namesDocuments(schema: Json): boolean {
  if (isArray(schema)) return schema.some(namesDocuments);
  if (isObject(schema))
    return Object.entries(schema).some(
      ([name, value]) =>
        namesDocuments(value) && !(name === "$schema" && metaSchemas.has(String(value).replace(/#$/, ""))),
    );
  return typeof schema === "string" && schema.includes("://");
}

/** By the validator that runs in production; it judges by whole dialects, too, and refuses what is none. */
function judge(schema: Json, documents: ReadonlyMap<string, Json>, dialect: Dialect): Judge | undefined {
  try {
    return judgeOf(schema, { documents, dialect });
  } catch {
    return undefined;
  }
}

function openIn(draft: string): readonly string[] {
  return openQuestions.flatMap(({ reason, schemas }) =>
    schemas.filter((name) => name.startsWith(`${draft}/`)).map((name) => `${name}: ${reason}`),
  );
}
