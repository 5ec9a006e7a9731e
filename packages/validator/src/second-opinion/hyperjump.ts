import { removeUriSchemePlugin } from "@hyperjump/browser";
import {
  registerSchema,
  type SchemaObject,
  setShouldValidateFormat,
  unregisterSchema,
  validate,
} from "@hyperjump/json-schema";
import "@hyperjump/json-schema/draft-04";
import "@hyperjump/json-schema/draft-06";
import "@hyperjump/json-schema/draft-07";
import "@hyperjump/json-schema/draft-2019-09";
import "@hyperjump/json-schema/draft-2020-12";
import "@hyperjump/json-schema/formats";
import type { Json } from "@concordat/json";
import { metaSchemaOf } from "@concordat/schema";
import { metaSchemas } from "../compile/meta-schemas.ts";
import type { Judge, SchemaSet } from "./judge.ts";

// It follows references over the network and into the file system unless it is told that there is none.
for (const scheme of ["http", "https", "file"]) removeUriSchemePlugin(scheme);
// Its switch is one for the process, too; it stays off while schemas are judged by their meta-schemas.
setShouldValidateFormat(false);

/** Its registry is one for the process, so schemas are entered, compiled and taken out one after the other. */
export function askHyperjump(set: SchemaSet): Promise<Judge> {
  const turn = last.then(() => compile(set));
  last = turn.catch(() => undefined);
  return turn;
}

let last: Promise<unknown> = Promise.resolve();

async function compile({ schema, documents, dialect, assertsFormat }: SchemaSet): Promise<Judge> {
  const registered: string[] = [];
  const register = (document: Json, uri: string) => {
    registerSchema(document as SchemaObject | boolean, uri, metaSchemaOf(dialect));
    registered.push(uri);
  };
  try {
    // It knows the official meta-schemas by itself and lets nobody replace them.
    for (const [uri, document] of documents) if (!metaSchemas.has(uri)) register(document, uri);
    register(schema, rootUri);
    const judge = await validate(rootUri);
    return (instance: Json) => {
      setShouldValidateFormat(assertsFormat);
      try {
        return judge(instance as never).valid;
      } finally {
        setShouldValidateFormat(false);
      }
    };
  } finally {
    for (const uri of registered) unregisterSchema(uri);
  }
}

/** Only where we retrieve it; what the schema calls itself is up to its `$id`. */
const rootUri = "https://concordat.invalid/schema";
