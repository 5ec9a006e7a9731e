import { isArray, isObject, type Json, JsonError, type JsonObject, parseJson } from "@concordat/json";
import { registryClientErrors } from "../errors.ts";
import { isJson } from "./media-type.ts";

/** What came, as far as it is needed to read it. */
export type Received = {
  readonly url: string;
  readonly mediaType: string;
  readonly body: Uint8Array;
  readonly etag?: string;
};

/** Documents nest as deep as they are allowed to, and an answer holds them a few levels down. */
const maxDepth = 128;

/** @throws {RegistryClientError} REGISTRY_ANSWER_INVALID */
export function readJson({ url, mediaType, body }: Received): Json {
  if (!isJson(mediaType))
    throw registryClientErrors.REGISTRY_ANSWER_INVALID({
      url,
      trouble: `is ${mediaType === "" ? "of no said type" : mediaType}, and a registry answers JSON`,
    });
  try {
    return parseJson(body, { maxDepth });
  } catch (cause) {
    if (!(cause instanceof JsonError)) throw cause;
    const trouble = `is no JSON that could be trusted: ${cause.message}`;
    throw registryClientErrors.REGISTRY_ANSWER_INVALID({ url, trouble }, { cause });
  }
}

/** Reads members of an answer, or says at which one it is no answer of a registry. */
export type Members = {
  text(name: string): string;
  optionalText(name: string): string | undefined;
  flag(name: string): boolean;
  optional(name: string): Json | undefined;
  list(name: string): readonly Json[];
};

export function membersOf(value: Json | undefined, url: string): Members {
  if (value === undefined || !isObject(value)) throw invalid(url, "is no object");
  const object: JsonObject = value;
  const wrong = (name: string, wanted: string) => invalid(url, `has no ${wanted} "${name}"`);
  const member = (name: string) => (Object.hasOwn(object, name) ? object[name] : undefined);
  return {
    text(name) {
      const found = member(name);
      if (typeof found !== "string") throw wrong(name, "text");
      return found;
    },
    optionalText(name) {
      const found = member(name);
      if (found === undefined || found === null) return undefined;
      if (typeof found !== "string") throw wrong(name, "text");
      return found;
    },
    flag(name) {
      const found = member(name);
      if (typeof found !== "boolean") throw wrong(name, "boolean");
      return found;
    },
    optional: member,
    list(name) {
      const found = member(name);
      if (found === undefined || !isArray(found)) throw wrong(name, "list");
      return found;
    },
  };
}

function invalid(url: string, trouble: string) {
  return registryClientErrors.REGISTRY_ANSWER_INVALID({ url, trouble });
}
