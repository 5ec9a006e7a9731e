import { describe, expect, test } from "vitest";
import { shopBase as base, placed } from "../../testing/shop.ts";
import { badInputs, post, versions } from "./testing/bad-inputs.ts";

const { refused, send, sequence, sequenceBefore } = badInputs();

/** A property `a` with these members, in a contract that is right but for it. */
const a = (members: string) => {
  const { properties, ...rest } = placed("1.1.0");
  const all = JSON.stringify(properties).slice(0, -1);
  return `${JSON.stringify(rest).slice(0, -1)},"properties":${all},"a":{"description":"…",${members}}}}`;
};
const root = (members: object) => JSON.stringify(placed("1.1.0", members));
const many = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(",");

describe("C. what a schema means", () => {
  test.each([
    ["C01 a type that is misspelt", a('"type":"strng"'), "SCHEMA_INVALID", "/properties/a/type"],
    ["C02 no type in the list", a('"type":[]'), "SCHEMA_INVALID", "/properties/a/type"],
    ["C03 a type twice", a('"type":["string","string"]'), "SCHEMA_INVALID", "/properties/a/type/1"],
    ["C04 a number as type", a('"type":5'), "SCHEMA_INVALID", "/properties/a/type"],
    [
      "C05 a keyword that is misspelt",
      a('"requried":["b"]'),
      "SCHEMA_UNKNOWN_KEYWORD",
      "/properties/a/requried",
    ],
    ["C06 required that is no list", a('"required":"b"'), "SCHEMA_INVALID", "/properties/a/required"],
    [
      "C07 a name required twice",
      a('"properties":{"b":{"description":"…"}},"required":["b","b"]'),
      "SCHEMA_INVALID",
      "/properties/a/required/1",
    ],
    ["C09 properties that are a list", a('"properties":[1]'), "SCHEMA_INVALID", "/properties/a/properties"],
    ["C10 null as a schema", a('"items":null'), "SCHEMA_INVALID", "/properties/a/items"],
    [
      "C11 minimum above maximum",
      a('"minimum":2,"maximum":1'),
      "SCHEMA_UNSATISFIABLE",
      "/properties/a/minimum",
    ],
    [
      "C12 minLength above maxLength",
      a('"minLength":5,"maxLength":3'),
      "SCHEMA_UNSATISFIABLE",
      "/properties/a/minLength",
    ],
    ["C13 a negative minItems", a('"minItems":-1'), "SCHEMA_INVALID", "/properties/a/minItems"],
    ["C14 half a character", a('"maxLength":1.5'), "SCHEMA_INVALID", "/properties/a/maxLength"],
    ["C15 a multiple of zero", a('"multipleOf":0'), "SCHEMA_INVALID", "/properties/a/multipleOf"],
    ["C16 a multiple of less", a('"multipleOf":-1'), "SCHEMA_INVALID", "/properties/a/multipleOf"],
    ["C18 no value in the enum", a('"enum":[]'), "SCHEMA_INVALID", "/properties/a/enum"],
    ["C19 a value twice", a('"enum":[1,1]'), "SCHEMA_INVALID", "/properties/a/enum/1"],
    [
      "C20 a value of another type",
      a('"type":"string","enum":["b",1]'),
      "SCHEMA_UNSATISFIABLE",
      "/properties/a/enum/1",
    ],
    [
      "C21 a const outside of the enum",
      a('"enum":["b"],"const":"c"'),
      "SCHEMA_UNSATISFIABLE",
      "/properties/a/const",
    ],
    [
      "C22 a parenthesis that does not close",
      a('"pattern":"("'),
      "SCHEMA_REGEX_SYNTAX",
      "/properties/a/pattern",
    ],
    ["C23 look-ahead", a('"pattern":"a(?=b)"'), "SCHEMA_REGEX_UNSUPPORTED", "/properties/a/pattern"],
    ["C24 a back-reference", a('"pattern":"(a)\\\\1"'), "SCHEMA_REGEX_UNSUPPORTED", "/properties/a/pattern"],
    ["C25 a count over a thousand", a('"pattern":"a{1001}"'), "SCHEMA_REGEX_LIMIT", "/properties/a/pattern"],
    ["C27 flags inside the pattern", a('"pattern":"(?i)a"'), "SCHEMA_REGEX_SYNTAX", "/properties/a/pattern"],
    ["C29 a format that is misspelt", a('"format":"emial"'), "SCHEMA_FORMAT_UNKNOWN", "/properties/a/format"],
    ["C31 a reference to nothing", a('"$ref":"#/$defs/nope"'), "SCHEMA_REF_UNRESOLVED", "/properties/a/$ref"],
    [
      "C32 a reference into the network",
      a('"$ref":"http://example.com/b.json"'),
      "SCHEMA_REF_REMOTE",
      "/properties/a/$ref",
    ],
    [
      "C33 a reference to a file",
      a('"$ref":"file:///etc/passwd"'),
      "SCHEMA_REF_SCHEME",
      "/properties/a/$ref",
    ],
    [
      "C34 a reference to another host",
      a('"$ref":"//169.254.169.254/x"'),
      "SCHEMA_REF_REMOTE",
      "/properties/a/$ref",
    ],
    ["C35 a reference that carries data", a('"$ref":"data:,"'), "SCHEMA_REF_SCHEME", "/properties/a/$ref"],
    ["C36 a pointer with a stray tilde", a('"$ref":"#/a/~2"'), "SCHEMA_REF_UNRESOLVED", "/properties/a/$ref"],
    ["C37 a reference to itself", a('"$ref":"#/properties/a"'), "SCHEMA_REF_LOOP", "/properties/a/$ref"],
    [
      "C40 a reference without a version",
      a('"$ref":"../../../common/address"'),
      "SCHEMA_REF_UNPINNED",
      "/properties/a/$ref",
    ],
    [
      "C40 a reference to whatever is latest",
      a('"$ref":"../../../common/address/latest.json"'),
      "SCHEMA_REF_UNPINNED",
      "/properties/a/$ref",
    ],
    ["C41 a dialect nobody knows", root({ $schema: "latest" }), "SCHEMA_DIALECT", "/$schema"],
    [
      "C41 the dialect of 2010",
      root({ $schema: "http://json-schema.org/draft-03/schema#" }),
      "SCHEMA_DIALECT",
      "/$schema",
    ],
    [
      "C42 a keyword of a later draft",
      root({ $schema: "http://json-schema.org/draft-07/schema#", $defs: {} }),
      "SCHEMA_DIALECT_MISMATCH",
      "/$defs",
    ],
    [
      "C43 another dialect in the middle",
      a('"$schema":"http://json-schema.org/draft-07/schema#"'),
      "SCHEMA_DIALECT_MISMATCH",
      "/properties/a/$schema",
    ],
    [
      "C44 a vocabulary of one's own",
      root({ $vocabulary: { "https://example.com/v": true } }),
      "SCHEMA_VOCABULARY",
      "/$vocabulary/https:~1~1example.com~1v",
    ],
    ["C45 a relative identifier", root({ $id: "1.1.0.json" }), "SCHEMA_ID", "/$id"],
    [
      "C45 an identifier with a fragment",
      root({ $id: `${base}shop/order/placed/1.1.0.json#x` }),
      "SCHEMA_ID",
      "/$id",
    ],
    [
      "C45 somebody else's identifier",
      root({ $id: `${base}common/address/1.0.0.json` }),
      "SCHEMA_ID",
      "/$id",
    ],
    [
      "C45 an identifier twice",
      root({ $defs: { b: { $id: "b" }, c: { $id: "b" } } }),
      "SCHEMA_ID",
      "/$defs/c/$id",
    ],
    [
      "C46 an anchor twice",
      root({ $defs: { b: { $anchor: "x" }, c: { $anchor: "x" } } }),
      "SCHEMA_ANCHOR",
      "/$defs/c",
    ],
    [
      "C47 a dynamic reference to nothing",
      a('"$dynamicRef":"#x"'),
      "SCHEMA_DYNAMIC_REF",
      "/properties/a/$dynamicRef",
    ],
    [
      "C48 1001 properties",
      a(`"properties":{${many(1001, (at) => `"m${at}":{"description":"…"}`)}}`),
      "LIMIT_PROPERTIES",
      "/properties/a/properties",
    ],
    ["C49 10 001 values", a(`"enum":[${many(10_001, String)}]`), "LIMIT_ENUM", "/properties/a/enum"],
    [
      "C50 257 branches",
      a(`"anyOf":[${many(257, (at) => `{"const":${at}}`)}]`),
      "LIMIT_COMBINATORS",
      undefined,
    ],
    [
      "C51 a thousand million ways",
      a(`"allOf":[${many(30, () => '{"anyOf":[{},{}]}')}]`),
      "LIMIT_EXPANSION",
      undefined,
    ],
    ["C54 65 levels", a(`"items":${'{"items":'.repeat(65)}{}${"}".repeat(65)}`), "LIMIT_DEPTH", undefined],
    [
      "C57 a default that its schema refuses",
      a('"type":"integer","default":"1"'),
      "SCHEMA_DEFAULT_INVALID",
      "/properties/a/default",
    ],
    [
      "C58 an example that its schema refuses",
      root({ examples: [{}, { id: "22" }] }),
      "SCHEMA_EXAMPLE_INVALID",
      "/examples/0",
    ],
    ["C59 an empty title", root({ title: "" }), "LIMIT_NAME", "/title"],
    ["C59 a title of 300 letters", root({ title: "x".repeat(300) }), "LIMIT_NAME", "/title"],
    ["C60 OpenAPI's nullable", a('"nullable":true'), "SCHEMA_UNKNOWN_KEYWORD", "/properties/a/nullable"],
    ["C61 required as a flag", a('"required":true'), "SCHEMA_DIALECT_MISMATCH", "/properties/a/required"],
    ["C62 dependencies", a('"dependencies":{}'), "SCHEMA_DIALECT_MISMATCH", "/properties/a/dependencies"],
    ["C63 a list under items", a('"items":[{}]'), "SCHEMA_DIALECT_MISMATCH", "/properties/a/items"],
    ["C64 an event that is a list", root({ type: "array" }), "CONTRACT_ROOT_OBJECT", "/type"],
  ] as const)("%s", async (_row, text, code, pointer) => {
    const problem = await refused(post(text), [422, code], pointer);
    expect(problem.hint.length).toBeGreaterThan(5);
  });

  test("C38 what is to be frozen cannot refer to what may change", async () => {
    await refused(post(a('"$ref":"../../../common/draft/1.0.0.json"')), [422, "SCHEMA_REF_FORBIDDEN"]);
  });

  test.each([
    ["C08 a name required and not declared", a('"required":["b"]'), "LINT_REQUIRED_UNDECLARED"],
    ["C17 a multiple of a fraction", a('"type":"number","multipleOf":0.01'), "LINT_FLOAT_MULTIPLE"],
    ["C30 a format on an integer", a('"type":"integer","format":"date"'), "format-without-string"],
    ["C52 unique items without a limit", a('"type":"array","uniqueItems":true'), "LINT_UNIQUE_ITEMS"],
    [
      "C53 a pattern for texts of any length",
      a('"type":"string","pattern":"^a+$"'),
      "pattern-without-length",
    ],
    [
      "C55 two keywords for what is left over",
      a('"type":"object","additionalProperties":false,"unevaluatedProperties":false'),
      "closed-twice",
    ],
    [
      "C56 branches that nothing tells apart",
      a('"oneOf":[{"type":"string","maxLength":5},{"minLength":1}]'),
      "branches-ambiguous",
    ],
  ] as const)("%s is told, whether it is refused or not", async (_row, text, code) => {
    const answer = await send({ ...post(text), url: `${versions}?dryRun=true` });
    const { findings } = answer.json();
    expect([200, 422], answer.body).toContain(answer.statusCode);
    expect(findings.map((finding: { code: string }) => finding.code)).toContain(code);
  });

  test.each([
    ["C26 a class by its long name", a('"type":"string","pattern":"^\\\\p{Letter}+$","maxLength":9')],
    ["C28 a pattern that backtracks elsewhere", a('"type":"string","pattern":"^(a+)+$","maxLength":9')],
    ["C54 50 levels", a(`"items":${'{"items":'.repeat(40)}{}${"}".repeat(40)}`)],
  ])("%s passes", async (_row, text) => {
    const answer = await send({ ...post(text), url: `${versions}?dryRun=true` });
    expect(answer.statusCode, answer.body).toBe(200);
  });

  test("C28 an example that makes it backtrack ends in a bounded time, and others are answered meanwhile", async () => {
    const bad = `${"a".repeat(40)}!`;
    const text = JSON.stringify(
      placed(
        "1.1.0",
        { examples: [{ id: "1" }, { id: "2", a: bad }] },
        {
          a: { type: "string", pattern: "^(a+)+$", maxLength: 50, description: "…" },
        },
      ),
    );
    const slow = send(post(text));
    expect((await send({ url: "/shop/order/placed/1.0.0" })).statusCode).toBe(200);
    const answer = await slow;
    expect(answer.statusCode, answer.body).toBe(422);
    expect(["SCHEMA_EXAMPLE_INVALID", "LIMIT_TIME"]).toContain(answer.json().code);
    expect(sequence()).toBe(sequenceBefore());
  }, 60_000);
});
