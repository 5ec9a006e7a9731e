import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import { metaSchemas } from "@concordat/validator/witness-validators";
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

  test("only schemas whose meta-schema switches a vocabulary off go unjudged", (context) => {
    const { unjudged } = judge(context, draft, dialect);

    expect(unjudged).toEqual(ofAnotherVocabulary.filter((name) => name.startsWith(`${draft}/`)));
  });
});

/** We judge by whole dialects; by another one than the author chose would be a guess. */
const ofAnotherVocabulary = ["draft2019-09", "draft2020-12"].flatMap((draft) => [
  `${draft}/vocabulary.json/schema that uses custom metaschema with with no validation vocabulary`,
  `${draft}/vocabulary.json/ignore unrecognized optional vocabulary`,
]);

type Judged = {
  readonly wrong: readonly string[];
  /** Schemas, by name. */
  readonly unjudged: readonly string[];
};

const judgements = new Map<string, Judged>();

function judge(context: TestContext, draft: string, dialect: Dialect): Judged {
  if (!existsSync(folder)) context.skip("the official suite has not been fetched");
  const known = judgements.get(draft);
  if (known !== undefined) return known;
  const all = new Map([...metaSchemas, ...readRemotes(draft)]);
  const wrong: string[] = [];
  const unjudged: string[] = [];
  for (const { name, schema, tests } of readGroups(draft)) {
    const answersWith = (documents: ReadonlyMap<string, Json>) => {
      const accepts = accepting(schema, { dialect, documents });
      return tests.map(({ data }) => accepts && ask(accepts, data));
    };
    // Few schemas refer to others, and a graph of all that there are takes its time.
    const alone = answersWith(new Map());
    const answers = alone.includes(undefined) ? answersWith(all) : alone;
    if (answers.includes(undefined)) unjudged.push(`${draft}/${name}`);
    for (const [index, { description, valid }] of tests.entries())
      if (answers[index] === !valid) wrong.push(`${name}/${description}`);
  }
  const judged = { wrong, unjudged };
  judgements.set(draft, judged);
  return judged;
}

function accepting(
  schema: Json,
  options: { readonly dialect: Dialect; readonly documents: ReadonlyMap<string, Json> },
): ((data: Json) => boolean) | undefined {
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
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}

function ask(accepts: (data: Json) => boolean, data: Json): boolean | undefined {
  try {
    return accepts(data);
  } catch (error) {
    if (error instanceof Undecided) return undefined;
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
