import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Json } from "@concordat/json";
import { wildSpecimen } from "../instances.ts";
import { dialectIn } from "../judge.ts";
import { readInstances } from "../read-instances.ts";
import { source } from "../sources.ts";
import type { SpecimenSet } from "../specimen.ts";

/**
 * Schemas of configuration files by hundreds of authors, with files that are to pass and files that are to fail. Every
 * one that has tests, refers to nothing outside and is no larger than most.
 */
export const schemastore: SpecimenSet = {
  name: "schemastore",
  description: "schemas of SchemaStore with tests of their own, up to 60 kB",
  read: () => {
    const files = source({
      name: "schemastore",
      repository: "https://github.com/SchemaStore/schemastore",
      commit: "3b6446ad8a077bac56f4a4796c0b7fd88927fc8e",
    });
    if ("missing" in files) return files;
    const below = (...path: readonly string[]) => join(files.folder, "src", ...path);
    const tested = readdirSync(below("schemas/json"))
      .filter((file) => file.endsWith(".json") && existsSync(below("test", basename(file, ".json"))))
      .sort();
    // Of several versions the last: they are much alike.
    return [...new Map(tested.map((file) => [file.replace(/-v?\d.*/, ""), file])).values()].flatMap(
      (file) => {
        const name = basename(file, ".json");
        const text = readFileSync(below("schemas/json", file), "utf8");
        if (text.length > mostCharacters) return [];
        const schema: Json = JSON.parse(text);
        const valid = readInstances(below("test", name));
        const invalid = readInstances(below("negative_test", name));
        return wildSpecimen({ name, schema, dialect: dialectIn(schema) ?? "draft-07", valid, invalid }) ?? [];
      },
    );
  },
};

const mostCharacters = 60_000;
