import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Json } from "@concordat/json";
import { wildSpecimen } from "../instances.ts";
import { readInstances } from "../read-instances.ts";
import { source } from "../sources.ts";
import type { SpecimenSet } from "../specimen.ts";

/** The data of the events that Google Cloud emits: printed from protocol buffers, one file each, full of descriptions. */
export const googleCloudevents: SpecimenSet = {
  name: "google-cloudevents",
  description: "the first event of every service",
  read: () => {
    const files = source({
      name: "google-cloudevents",
      repository: "https://github.com/googleapis/google-cloudevents",
      commit: "6fda292a458d2d1a534e6faaf8bd766cf9e32eb6",
    });
    if ("missing" in files) return files;
    const schemas = join(files.folder, "jsonschema");
    const all = readdirSync(schemas, { recursive: true, encoding: "utf8" })
      .map((file) => file.replaceAll("\\", "/"))
      .filter((file) => file.endsWith("Data.json"))
      .sort();
    return [...Map.groupBy(all, dirname).values()].flatMap(([file = ""]) => {
      const schema: Json = JSON.parse(readFileSync(join(schemas, file), "utf8"));
      const valid = readInstances(join(files.folder, "testdata", dirname(file))).filter(({ name }) =>
        name.startsWith(basename(file, ".json")),
      );
      const name = file.replace("google/events/", "").replace(".json", "");
      return wildSpecimen({ name, schema, dialect: "draft-07", valid, invalid: [] }) ?? [];
    });
  },
};
