import { describe, expect, test } from "vitest";
import { lintExample, markedRange } from "../pages/lint-example.ts";
import type { Example } from "./rule.ts";

/** What was done, the text with marks around the expected place, code and pointer of the expected finding. */
type Row = readonly [done: string, text: string, code: string, pointer: string];

/** `{ "properties": { "a": { "description": "…", <members> } } }` */
const a = (members: string) => `{ "properties": { "a": { "description": "…", ${members} } } }`;

const meanings: readonly Row[] = [
  ["a type that is misspelt", a(`"type": «"strng"»`), "SCHEMA_INVALID", "/properties/a/type"],
  ["no type in the list", a(`«"type"»: []`), "SCHEMA_INVALID", "/properties/a/type"],
  ["a type listed twice", a(`"type": ["string", «"string"»]`), "SCHEMA_INVALID", "/properties/a/type/1"],
  ["a number as type", a(`"type": «5»`), "SCHEMA_INVALID", "/properties/a/type"],
  [
    "a keyword that is misspelt",
    a(`«"requried"»: ["b"]`),
    "SCHEMA_UNKNOWN_KEYWORD",
    "/properties/a/requried",
  ],
  ["required that is no list", a(`"required": «"b"»`), "SCHEMA_INVALID", "/properties/a/required"],
  [
    "a name required twice",
    a(`"required": ["b", «"b"»], "properties": { "b": { "description": "…" } }`),
    "SCHEMA_INVALID",
    "/properties/a/required/1",
  ],
  [
    "a name required and not declared",
    a(`"required": [«"b"»]`),
    "LINT_REQUIRED_UNDECLARED",
    "/properties/a/required/0",
  ],
  ["properties that are a list", a(`«"properties"»: [1]`), "SCHEMA_INVALID", "/properties/a/properties"],
  ["null as a schema", `{ "properties": { "a": «null» } }`, "SCHEMA_INVALID", "/properties/a"],
  [
    "minimum above maximum",
    a(`"minimum": «2», "maximum": 1`),
    "SCHEMA_UNSATISFIABLE",
    "/properties/a/minimum",
  ],
  [
    "minLength above maxLength",
    a(`"minLength": «5», "maxLength": 3`),
    "SCHEMA_UNSATISFIABLE",
    "/properties/a/minLength",
  ],
  ["a negative minItems", a(`"minItems": «-1»`), "SCHEMA_INVALID", "/properties/a/minItems"],
  ["half a character as maxLength", a(`"maxLength": «1.5»`), "SCHEMA_INVALID", "/properties/a/maxLength"],
  ["a multiple of zero", a(`"multipleOf": «0»`), "SCHEMA_INVALID", "/properties/a/multipleOf"],
  ["a multiple of less than zero", a(`"multipleOf": «-1»`), "SCHEMA_INVALID", "/properties/a/multipleOf"],
  ["a multiple of a fraction", a(`"multipleOf": «0.01»`), "LINT_FLOAT_MULTIPLE", "/properties/a/multipleOf"],
  ["no value in the enum", a(`«"enum"»: []`), "SCHEMA_INVALID", "/properties/a/enum"],
  [
    "a value listed twice, once with its members in another order",
    a(`"enum": [{ "x": 1, "y": 2 }, «{» "y": 2, "x": 1 }]`),
    "SCHEMA_INVALID",
    "/properties/a/enum/1",
  ],
  [
    "a value of another type in the enum",
    a(`"type": "string", "enum": ["b", «1»]`),
    "SCHEMA_UNSATISFIABLE",
    "/properties/a/enum/1",
  ],
  [
    "a const outside of the enum",
    a(`"enum": ["b"], "const": «"c"»`),
    "SCHEMA_UNSATISFIABLE",
    "/properties/a/const",
  ],
  [
    "a const of another type",
    a(`"type": "string", "const": «1»`),
    "SCHEMA_UNSATISFIABLE",
    "/properties/a/const",
  ],
  [
    "an integer that doubles cannot tell from its neighbour",
    a(`"enum": [1, «9007199254740992»]`),
    "SCHEMA_UNSAFE_INTEGER",
    "/properties/a/enum/1",
  ],
  [
    "a parenthesis that does not close",
    a(`"pattern": «"("»`),
    "SCHEMA_REGEX_SYNTAX",
    "/properties/a/pattern",
  ],
  ["look-ahead", a(`"pattern": «"a(?=b)"»`), "SCHEMA_REGEX_UNSUPPORTED", "/properties/a/pattern"],
  ["a back-reference", a(`"pattern": «"(a)\\\\1"»`), "SCHEMA_REGEX_UNSUPPORTED", "/properties/a/pattern"],
  ["a count over a thousand", a(`"pattern": «"a{1001}"»`), "SCHEMA_REGEX_LIMIT", "/properties/a/pattern"],
  ["flags inside the pattern", a(`"pattern": «"(?i)a"»`), "SCHEMA_REGEX_SYNTAX", "/properties/a/pattern"],
  [
    "a name pattern that is none",
    a(`"patternProperties": { «"("»: {} }`),
    "SCHEMA_REGEX_SYNTAX",
    "/properties/a/patternProperties/(",
  ],
  [
    "a pattern for texts of any length",
    a(`"pattern": «"^a+$"»`),
    "pattern-without-length",
    "/properties/a/pattern",
  ],
  ["a format that is misspelt", a(`"format": «"emial"»`), "SCHEMA_FORMAT_UNKNOWN", "/properties/a/format"],
  [
    "a format on an integer",
    a(`"type": "integer", "format": «"date"»`),
    "format-without-string",
    "/properties/a/format",
  ],
  ["a reference to nothing", a(`"$ref": «"#/$defs/nope"»`), "SCHEMA_REF_UNRESOLVED", "/properties/a/$ref"],
  [
    "a reference into the network",
    a(`"$ref": «"http://example.com/b.json"»`),
    "SCHEMA_REF_REMOTE",
    "/properties/a/$ref",
  ],
  ["a reference to a file", a(`"$ref": «"file:///etc/passwd"»`), "SCHEMA_REF_SCHEME", "/properties/a/$ref"],
  [
    "a reference to another host without a scheme",
    a(`"$ref": «"//169.254.169.254/x"»`),
    "SCHEMA_REF_REMOTE",
    "/properties/a/$ref",
  ],
  ["a reference that carries data", a(`"$ref": «"data:,"»`), "SCHEMA_REF_SCHEME", "/properties/a/$ref"],
  ["a pointer with a stray tilde", a(`"$ref": «"#/a/~2"»`), "SCHEMA_REF_UNRESOLVED", "/properties/a/$ref"],
  ["a reference to itself", a(`"$ref": «"#/properties/a"»`), "SCHEMA_REF_LOOP", "/properties/a/$ref"],
  [
    "a reference without a version",
    a(`"$ref": «"../../../common/address"»`),
    "SCHEMA_REF_UNPINNED",
    "/properties/a/$ref",
  ],
  [
    "a reference to whatever is latest",
    a(`"$ref": «"../../../common/address/latest.json"»`),
    "SCHEMA_REF_UNPINNED",
    "/properties/a/$ref",
  ],
  ["a dialect nobody knows", `{ "$schema": «"latest"» }`, "SCHEMA_DIALECT", "/$schema"],
  [
    "a dialect by another scheme",
    `{ "$schema": «"http://json-schema.org/draft/2020-12/schema"» }`,
    "SCHEMA_DIALECT",
    "/$schema",
  ],
  [
    "the dialect of 2010",
    `{ "$schema": «"http://json-schema.org/draft-03/schema#"» }`,
    "SCHEMA_DIALECT",
    "/$schema",
  ],
  [
    "a keyword of a later draft",
    `{ "$schema": "http://json-schema.org/draft-07/schema#", «"$defs"»: {} }`,
    "SCHEMA_DIALECT_MISMATCH",
    "/$defs",
  ],
  [
    "another dialect in the middle",
    a(`"$schema": «"http://json-schema.org/draft-07/schema#"»`),
    "SCHEMA_DIALECT_MISMATCH",
    "/properties/a/$schema",
  ],
  [
    "a vocabulary of one's own, required",
    `{ "$vocabulary": { "https://example.com/v": «true» } }`,
    "SCHEMA_VOCABULARY",
    "/$vocabulary/https:~1~1example.com~1v",
  ],
  ["a relative identifier", `{ "$id": «"1.0.0.json"» }`, "SCHEMA_ID", "/$id"],
  [
    "an identifier with a fragment",
    `{ "$id": «"https://schemas.example/shop/order/placed/1.0.0.json#x"» }`,
    "SCHEMA_ID",
    "/$id",
  ],
  [
    "an identifier that stands twice",
    `{ "$defs": { "b": { "$id": "b" }, "c": { "$id": «"b"» } } }`,
    "SCHEMA_ID",
    "/$defs/c/$id",
  ],
  [
    "somebody else's identifier",
    `{ "$id": «"https://schemas.example/common/address/1.0.0.json"» }`,
    "SCHEMA_ID",
    "/$id",
  ],
  [
    "an anchor that stands twice",
    `{ "$defs": { "b": { "$anchor": "x" }, «"c"»: { "$anchor": "x" } } }`,
    "SCHEMA_ANCHOR",
    "/$defs/c",
  ],
  [
    "a dynamic reference to nothing",
    a(`"$dynamicRef": «"#x"»`),
    "SCHEMA_DYNAMIC_REF",
    "/properties/a/$dynamicRef",
  ],
  [
    "unique items without a limit",
    a(`"type": "array", "uniqueItems": «true»`),
    "LINT_UNIQUE_ITEMS",
    "/properties/a/uniqueItems",
  ],
  [
    "unique items with too high a limit",
    a(`"type": "array", "uniqueItems": «true», "maxItems": 257`),
    "LINT_UNIQUE_ITEMS",
    "/properties/a/uniqueItems",
  ],
  [
    "two keywords for what is left over",
    a(`"additionalProperties": false, «"unevaluatedProperties"»: false`),
    "closed-twice",
    "/properties/a/unevaluatedProperties",
  ],
  [
    "branches that nothing tells apart",
    a(`«"oneOf"»: [{ "type": "string" }, { "minLength": 1 }]`),
    "branches-ambiguous",
    "/properties/a/oneOf",
  ],
  [
    "a default that its schema refuses",
    a(`"type": "integer", "default": «"1"»`),
    "SCHEMA_DEFAULT_INVALID",
    "/properties/a/default",
  ],
  [
    "an example that its schema refuses",
    a(`"type": "integer", "examples": [1, «"1"»]`),
    "SCHEMA_EXAMPLE_INVALID",
    "/properties/a/examples/1",
  ],
  ["an empty title", `{ "title": «""» }`, "LIMIT_NAME", "/title"],
  ["a title of 300 letters", `{ "title": «"${"x".repeat(300)}"» }`, "LIMIT_NAME", "/title"],
  ["OpenAPI's nullable", a(`«"nullable"»: true`), "SCHEMA_UNKNOWN_KEYWORD", "/properties/a/nullable"],
  ["required as a flag", a(`«"required"»: true`), "SCHEMA_DIALECT_MISMATCH", "/properties/a/required"],
  ["dependencies", a(`«"dependencies"»: {}`), "SCHEMA_DIALECT_MISMATCH", "/properties/a/dependencies"],
  ["a list under items", a(`«"items"»: [{}]`), "SCHEMA_DIALECT_MISMATCH", "/properties/a/items"],
  ["an event that is a list", `{ "type": «"array"» }`, "CONTRACT_ROOT_OBJECT", "/type"],
];

const names: readonly Row[] = [
  ["a letter from right to left", property("\\u202e"), "SCHEMA_NAME_CHARS", "/properties/a\u202eb"],
  ["a space of no width", property("\\u200b"), "SCHEMA_NAME_CHARS", "/properties/a\u200bb"],
  ["a NUL", property("\\u0000"), "SCHEMA_NAME_CHARS", "/properties/a\u0000b"],
  ["a letter and its accent apart", property("e\\u0301"), "SCHEMA_NAME_CHARS", "/properties/ae\u0301b"],
  ["a NUL in the title", `{ "title": «"Order\\u0000placed"» }`, "SCHEMA_NAME_CHARS", "/title"],
  ...[
    "../../evil",
    "/etc/x",
    "C:\\\\x",
    "CON",
    "nul.ts",
    ".",
    "..",
    ".git/hooks/x",
    "node_modules/y",
    "-rf",
  ].map((title): Row => [`the title ${title}`, `{ "title": «"${title}"» }`, "SCHEMA_NAME_CHARS", "/title"]),
  ...[
    "../../evil",
    "/etc/x",
    "C:\\\\x",
    "CON",
    "nul.ts",
    ".",
    "..",
    ".git/hooks/x",
    "node_modules/y",
    "-rf",
  ].map((id): Row => [`the identifier ${id}`, `{ "$id": «"${id}"» }`, "SCHEMA_ID", "/$id"]),
];

function property(infix: string): string {
  return `{ "properties": { «"a${infix}b"»: { "description": "…" } } }`;
}

describe.each([...meanings, ...names])("%s", (_done, text, code, pointer) => {
  test(`is ${code} at ${pointer}`, async () => {
    const { findings } = await lintExample(world(text));
    const found = findings.filter((finding) => finding.code === code && finding.at.pointer === pointer);

    expect(found, findings.map(({ code, at }) => `${code} ${at.pointer}`).join("\n")).not.toEqual([]);
    expect(found[0]?.at).toMatchObject({ file, range: markedRange(text) });
  });
});

test.each([
  ["a name that is written in letters of any script", property("größe名").replace(/[«»]/g, "")],
  ["a class by its long name", a(`"pattern": "^\\\\p{Letter}+$", "maxLength": 9`)],
  ["a pattern that backtracks elsewhere", a(`"pattern": "^(a+)+$", "maxLength": 9`)],
  ["a recursion through a member", a(`"$ref": "#"`)],
  ["a large number that is a measurement", a(`"type": "number", "maximum": 1e300`)],
  ["x- keywords", a(`"x-unit": "kg"`)],
  ["words of a schema as data", a(`"const": { "requried": true, "$ref": "nowhere" }`)],
])("%s passes", async (_done, text) => {
  const { findings } = await lintExample({ contracts: { [id]: text } });
  expect(findings).toEqual([]);
});

test.each([
  ['did you mean "required"?', a(`"requried": ["b"]`)],
  ['did you mean "email"?', a(`"format": "emial"`)],
  ['did you mean "string"?', a(`"type": "strng"`)],
  ['"type": ["string", "null"]', a(`"nullable": true`)],
  ['write "prefixItems"', a(`"items": [{}]`)],
  ['"dependentRequired"', a(`"dependencies": {}`)],
  ['list the name in "required" of the object around it', a(`"required": true`)],
])("the hint says %s", async (words, text) => {
  const { findings } = await lintExample({ contracts: { [id]: text } });
  expect(findings.map(({ hint }) => hint).join("\n")).toContain(words);
});

test.each([
  [a(`"type": "strng"`)],
  [a(`"items": [{}]`)],
  [a(`"$ref": "#/nope"`)],
  [a(`"$ref": "../../../common/nobody"`)],
  [a(`"pattern": "("`)],
  [`{ "$schema": "latest" }`],
  [`{ "$id": "elsewhere.json" }`],
  [`{ "type": "array", "examples": [[], []] }`],
])("one mistake is one error: %s", async (text) => {
  const { findings } = await lintExample({ contracts: { [id]: text } });
  expect(findings.filter(({ severity }) => severity === "error")).toHaveLength(1);
});

test.each([
  ["LIMIT_PROPERTIES", "1001", "1000", `{ "properties": { ${numbered(1001, (n) => `"m${n}": {}`)} } }`],
  ["LIMIT_ENUM", "10001", "10000", a(`"enum": [${numbered(10_001, String)}]`)],
  ["LIMIT_COMBINATORS", "257", "256", a(`"anyOf": [${numbered(257, (n) => `{ "const": ${n} }`)}]`)],
  [
    "LIMIT_DEPTH",
    "65",
    "64",
    Array.from({ length: 65 }).reduce<string>((inner) => `{ "items": ${inner} }`, "{}"),
  ],
  ["LIMIT_NAME", "300", "200", `{ "title": "${"x".repeat(300)}" }`],
  [
    "LIMIT_EXPANSION",
    "65536",
    "more than a thousand million",
    a(`"allOf": [${numbered(30, () => '{ "anyOf": [{}, {}] }')}]`),
  ],
  [
    "LIMIT_EXPANSION",
    "65536",
    "more than a thousand million",
    `{ "$ref": "#/$defs/c0", "$defs": { ${numbered(30, (n) => `"c${n}": { "allOf": [{ "$ref": "#/$defs/c${n + 1}" }, { "$ref": "#/$defs/c${n + 1}" }] }`)}, "c30": {} } }`,
  ],
])("%s names %s and %s", async (code, seen, limit, text) => {
  const { findings } = await lintExample({ contracts: { [id]: text } });
  const [found] = findings.filter((finding) => finding.code === code);

  expect(found?.message).toContain(seen);
  expect(found?.message).toContain(limit);
});

function numbered(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join(", ");
}

const id = "shop/order/placed/1.0.0";
const file = `schemas/${id}.json`;

function world(text: string): Example {
  const address = `{ "title": "Address", "x-concordat": { "kind": "fragment", "owner": "shop" } }`;
  return { contracts: { "common/address/1.0.0": address, [id]: text } };
}
