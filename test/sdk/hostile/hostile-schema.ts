import { formatPointer, type Json, type JsonObject } from "@concordat/json";

/** A schema in which one word stands at every place where a schema can hold one. */
export function hostileSchema(word: string, own: JsonObject = {}): JsonObject {
  const described = { title: word, description: word, examples: [word], default: word };
  return {
    ...own,
    ...described,
    default: instanceOf(word),
    examples: [instanceOf(word)],
    $comment: word,
    type: "object",
    required: [word, "chosen", "fixed", "part", "parts"],
    properties: object(
      [word, { ...described, type: "string", contentMediaType: word, "x-note": word }],
      ["chosen", { ...described, enum: [word, `${word}!`] }],
      ["fixed", { description: word, const: word }],
      ["whole", { const: object([word, { deep: [word] }]) }],
      ["formed", { description: word, type: "string", pattern: `^${patternOf(word)}$`, format: "uri" }],
      [
        "part",
        { description: word, $ref: `#${encodeURI(formatPointer(["$defs", word])).replaceAll("#", "%23")}` },
      ],
      [
        "parts",
        {
          type: "object",
          additionalProperties: false,
          patternProperties: object([`^${patternOf(word)}!`, { type: "string" }]),
        },
      ],
      ["either", { oneOf: [branch(word, word), branch(word, `${word}!`)] }],
    ),
    $defs: object([word, { ...described, default: {}, examples: [], ...branch(word, word) }]),
    dependentRequired: object([word, ["chosen"]]),
    additionalProperties: false,
  };
}

/** A value that keeps such a schema. */
export function instanceOf(word: string): JsonObject {
  return object(
    [word, word],
    ["chosen", word],
    ["fixed", word],
    ["part", object([word, word])],
    ["parts", object([`${word}!`, word])],
  );
}

function branch(name: string, value: string): JsonObject {
  return {
    type: "object",
    description: value,
    required: [name],
    additionalProperties: false,
    properties: object([name, { description: value, const: value }]),
  };
}

/** With members of its own, whatever they are called. */
function object(...members: readonly (readonly [name: string, value: Json])[]): JsonObject {
  return Object.fromEntries(members);
}

function patternOf(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
