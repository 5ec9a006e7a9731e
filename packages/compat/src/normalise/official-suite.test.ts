import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import { describe, expect, type TestContext, test } from "vitest";
import { createBudget, Undecided } from "../budget.ts";
import { createEngine } from "../emptiness/index.ts";
import { type Prepared, prepare } from "../prepare.ts";
import { createTranslator } from "./translate.ts";

/**
 * The propositions that a schema becomes accept and refuse exactly what the official suite says: the cheapest proof
 * that nothing was lost in translation. What is not judged is listed, so that the list can only be shortened.
 *
 * The suite is fetched before all tests (`test/conformance/global-setup.ts`).
 */
const folder = fileURLToPath(new URL("../../../../.cache/json-schema-test-suite/4.23.0", import.meta.url));
const drafts: readonly (readonly [folder: string, dialect: Dialect])[] = [
  ["draft4", "draft-04"],
  ["draft6", "draft-06"],
  ["draft7", "draft-07"],
  ["draft2019-09", "2019-09"],
  ["draft2020-12", "2020-12"],
];

describe.each(drafts)("%s", (draft, dialect) => {
  test("the suite's instances are judged as the suite judges them", { timeout: 60_000 }, (context) => {
    const { wrong } = judge(context, draft, dialect);

    expect(wrong).toEqual([]);
  });

  test("only schemas without an agreed meaning, or with the official meta-schemas in them, go unjudged", (context) => {
    const { unjudged } = judge(context, draft, dialect);
    const unexplained = unjudged.filter(([, reason]) => !expectedReasons.some((known) => known.test(reason)));

    expect(unexplained).toEqual([]);
  });
});

/** We hand in no meta-schemas here, and judge by whole dialects. */
const expectedReasons = [/json-schema\.org/, /vocabulary/, /metaschema/i];

type Judged = {
  readonly wrong: readonly string[];
  readonly unjudged: readonly (readonly [string, string])[];
};

function judge(context: TestContext, draft: string, dialect: Dialect): Judged {
  if (!existsSync(folder)) context.skip("the official suite has not been fetched");
  const documents = readRemotes(draft);
  const wrong: string[] = [];
  const unjudged: [string, string][] = [];
  for (const { name, schema, tests } of readGroups(draft)) {
    const accepts = accepting(schema, { dialect, documents });
    for (const { description, data, valid } of tests) {
      const answer = typeof accepts === "string" ? accepts : ask(accepts, data);
      if (typeof answer === "string") unjudged.push([`${name}/${description}`, answer]);
      else if (answer !== valid) wrong.push(`${name}/${description}`);
    }
  }
  return { wrong, unjudged };
}

function accepting(
  schema: Json,
  options: { readonly dialect: Dialect; readonly documents: ReadonlyMap<string, Json> },
): ((data: Json) => boolean) | string {
  try {
    const { graph, root }: Prepared = prepare(schema, options);
    const budget = createBudget();
    const engine = createEngine({ budget });
    const translator = createTranslator(graph, {
      terms: engine.terms,
      budget,
      reading: "strict",
      assertsFormat: false,
      holds: engine.holds,
    });
    const literal = translator.translate(root);
    return (data) => engine.holds(literal, data);
  } catch (error) {
    if (error instanceof Undecided) return error.message;
    throw error;
  }
}

function ask(accepts: (data: Json) => boolean, data: Json): boolean | string {
  try {
    return accepts(data);
  } catch (error) {
    if (error instanceof Undecided) return error.message;
    throw error;
  }
}

type Group = {
  readonly name: string;
  readonly schema: Json;
  readonly tests: readonly { readonly description: string; readonly data: Json; readonly valid: boolean }[];
};

function readGroups(draft: string): readonly Group[] {
  const files = readdirSync(`${folder}/tests/${draft}`).filter((file) => file.endsWith(".json"));
  return files.sort().flatMap((file) => {
    const groups = readJson(`${folder}/tests/${draft}/${file}`) as readonly (Omit<Group, "name"> & {
      readonly description: string;
    })[];
    return groups.map((group) => ({ ...group, name: `${file}/${group.description}` }));
  });
}

/** What the suite expects to be served at `http://localhost:1234`; the parts made for other drafts left out. */
function readRemotes(draft: string): ReadonlyMap<string, Json> {
  const others = [...drafts.map(([name]) => name), "draft-next"].filter((name) => name !== draft);
  const files = readdirSync(`${folder}/remotes`, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".json") && !others.some((other) => file.startsWith(`${other}/`)));
  return new Map(
    files.map((file) => [`http://localhost:1234/${file}`, readJson(`${folder}/remotes/${file}`)]),
  );
}

function readJson(file: string): Json {
  return JSON.parse(readFileSync(file, "utf8"));
}
