import { isObject, type Json } from "@concordat/json";
import { install, load } from "../install.ts";
import type { GeneratorEntry } from "./generator.ts";
import { orAsMember } from "./or-as-member.ts";

const version = "16.0.0";

/**
 * With its defaults. A title at the root would be the name of the type, so the root has none here: which name a type
 * has is not measured.
 */
export const jsonSchemaToTypescript: GeneratorEntry = {
  name: "json-schema-to-typescript",
  load: async () => {
    const tool = (await load(
      "json-schema-to-typescript",
      install("json-schema-to-typescript", version),
    )) as Tool;
    return {
      name: "json-schema-to-typescript",
      generate: orAsMember((schema, name) =>
        tool.compile(untitled(schema, name), name, { bannerComment: "" }),
      ),
    };
  },
};

type Tool = {
  readonly compile: (schema: Json, name: string, options: object) => Promise<string>;
};

/** An identifier that somebody refers to stays; it would be the name otherwise. */
function untitled(schema: Json, name: string): Json {
  if (!isObject(schema)) return schema;
  const { title: _title, $id, ...rest } = schema;
  const isReferredTo = typeof $id === "string" && JSON.stringify(rest).includes($id.replace(/#$/, ""));
  return $id === undefined ? rest : isReferredTo ? { ...rest, $id } : { ...rest, $id: name };
}
