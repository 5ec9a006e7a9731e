import { isObject, type Json } from "@concordat/json";
import { dialectOf, isSince } from "@concordat/schema";
import { fetchJsonSchemaSuite } from "../../conformance/fetch-json-schema-suite.ts";
import { drafts, readGroups } from "../../conformance/json-schema-suite.ts";
import { judge } from "../judge.ts";
import type { SpecimenSet } from "../specimen.ts";

/** Every group of the official suite that stands for itself, with the suite's own instances and verdicts. */
export const officialSuite: SpecimenSet = {
  name: "official-suite",
  description: "required groups of draft-07, 2019-09 and 2020-12 that refer to nothing outside",
  read: () => {
    const suite = fetchJsonSchemaSuite();
    if ("missing" in suite) return suite;
    return drafts
      .filter(([, dialect]) => isSince(dialect, "draft-07"))
      .flatMap(([draft, dialect]) =>
        readGroups(suite.folder, draft)
          .filter(({ schema }) => standsForItself(schema))
          .flatMap(({ name, schema, tests }) => {
            const instances = (valid: boolean) =>
              tests
                .filter((test) => test.valid === valid)
                .map((test) => ({ name: test.name.slice(name.length + 1), value: test.data }));
            return judge({ name, schema, dialect, valid: instances(true), invalid: instances(false) }) ?? [];
          }),
      );
  },
};

/** Refers neither to a meta-schema nor to what the suite's own server would have, and is of a dialect that all know. */
function standsForItself(schema: Json): boolean {
  const meta = isObject(schema) ? schema.$schema : undefined;
  if (typeof meta === "string" && dialectOf(meta) === undefined) return false;
  return !/"\$(?:ref|dynamicRef|recursiveRef)":"https?:\/\/json-schema\.org/.test(JSON.stringify(schema));
}
