import fc from "fast-check";
import { expect, test } from "vitest";
import { isStrict } from "./audit.ts";
import { JsonError } from "./errors.ts";
import type { Json } from "./json.ts";
import { parseJson } from "./parse.ts";
import { readExactly } from "./read/exactly.ts";

type Outcome = { readonly value: Json } | { readonly code: string };

test.each([
  ['{"a" : "\\"", "b" : "\\\\\\"", "c":["\\\\"]}', "escaped quotes and backslashes in values"],
  ['{"a":"\\ud83d\\ude00"}', "a surrogate pair as escapes"],
  ["[9007199254740991,-9007199254740991,0.5,1e15]", "numbers below 2^53"],
  ['[{"a":1},{"a":{"a":"a"}}]', "the same name in different objects"],
])("%s is proved strict without the exact reader: %s", (text) => {
  expect(isStrict(text, JSON.parse(text), 64)).toBe(true);
});

test.each([
  ['{"a":1,"a":1}', "a duplicate name"],
  ['{"a":{"b":"","b":""},"c":"x"}', "a duplicate name with a string value"],
  ['{"a":1,"\\u0061":1}', "a duplicate name in disguise"],
  ['{"a\\n" : 1}', "an escape in a name, which the engine may misread"],
  ["[9007199254740993]", "a rounded integer"],
  ["[1e400]", "an overflow"],
  ['["\\ud800"]', "a lone surrogate escape"],
  ['["\ud800"]', "a raw lone surrogate"],
  [`${"[".repeat(65)}${"]".repeat(65)}`, "65 levels"],
])("%s is not proved strict: %s", (text) => {
  expect(isStrict(text, JSON.parse(text), 64)).toBe(false);
});

test("a polluted prototype cannot stand in for a lost member", () => {
  const text = '{"a":1,"a":1}';
  const berth = { value: 4, enumerable: true, writable: true, configurable: true };

  Object.defineProperty(Object.prototype, "berth", berth);
  const verdict = isStrict(text, JSON.parse(text), 64);
  Reflect.deleteProperty(Object.prototype, "berth");

  expect(verdict).toBe(false);
});

const numRuns = process.env.CONCORDAT_COUNTS === "full" ? 100_000 : 2_000;
const timeout = 120_000;

/** Names from a small pool, so that they collide; strings and numbers from where the trouble is. */
const name = fc.constantFrom('"a"', '"b"', '"\\u0061"', '"__proto__"', '""', '"\\""', '"1"');
const scalar = fc.oneof(
  fc.constantFrom("null", "true", "false", "-0", "1.0", "1E22", "1e400", "1e-400", "9007199254740992"),
  fc.constantFrom("9007199254740993", "-9007199254740993.0", "123456789012345678901234567890"),
  fc.constantFrom(
    '"\\ud83d\\ude00"',
    '"\\\\ud800"',
    '"\\ud800"',
    '"\\udc00x"',
    '"\ud800"',
    '"\\\\"',
    '"\\""',
  ),
  fc.string().map((text) => JSON.stringify(text)),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
);
const space = fc.constantFrom("", "", " ", "\n", "\t \r\n");
const { text: document } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc
      .tuple(space, fc.array(tie("text"), { maxLength: 4 }))
      .map(([gap, items]) => `[${gap}${items.join(`${gap},`)}]`),
    fc
      .tuple(space, fc.array(fc.tuple(name, tie("text")), { maxLength: 4 }))
      .map(([gap, members]) => `{${members.map((pair) => pair.join(`${gap}:`)).join(`,${gap}`)}${gap}}`),
  ),
}));

/** One small accident anywhere in a text. */
const mutated = fc
  .tuple(
    document,
    fc.nat(),
    fc.nat(2),
    fc.constantFrom(..."{}[]:,\"\\ \u0000\ufeff-+.eE0123tnu'/", "\ud800", '"a"'),
  )
  .map(([text, seed, removed, inserted]) => {
    const at = seed % (text.length + 1);
    return text.slice(0, at) + inserted + text.slice(at + removed);
  });

test(
  "both readers accept and refuse the same texts, and read the same values",
  () => {
    fc.assert(
      fc.property(fc.oneof(document, mutated), fc.constantFrom(2, 64), (text, maxDepth) => {
        const exact = outcomeOf(() => readExactly(text, maxDepth).value);

        // `parseJson` strips the mark that `readExactly` never sees.
        fc.pre(!text.startsWith("\ufeff"));
        expect(outcomeOf(() => parseJson(text, { maxDepth }))).toStrictEqual(exact);
      }),
      { numRuns },
    );
  },
  timeout,
);

test(
  "whatever is proved strict, the exact reader reads as the engine does; what does not parse, it refuses",
  () => {
    fc.assert(
      fc.property(fc.oneof(document, mutated), fc.constantFrom(2, 64), (text, maxDepth) => {
        const native = outcomeOf(() => JSON.parse(text) as Json);
        const exact = outcomeOf(() => readExactly(text, maxDepth).value);

        if ("code" in native) expect(exact).toHaveProperty("code");
        else if (isStrict(text, native.value, maxDepth)) expect(exact).toStrictEqual(native);
      }),
      { numRuns },
    );
  },
  timeout,
);

test("an escaped name is never mistaken for a name that was met before", () => {
  // Node 24 gives the second text a backslash for its name when it has parsed the first.
  JSON.parse('{"berth":[],"\\\\":0}');

  expect(parseJson('{"berth":1,"\\"":2}')).toStrictEqual({ berth: 1, '"': 2 });
});

test(
  "bytes are read as the string they encode",
  () => {
    fc.assert(
      fc.property(mutated, (text) => {
        fc.pre(text.isWellFormed() && !text.includes("\u0000"));
        expect(outcomeOf(() => parseJson(new TextEncoder().encode(text)))).toStrictEqual(
          outcomeOf(() => parseJson(text)),
        );
      }),
      { numRuns },
    );
  },
  timeout,
);

test(
  "any bytes give a value or a coded refusal",
  () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(() => outcomeOf(() => parseJson(bytes))).not.toThrow();
      }),
      { numRuns },
    );
  },
  timeout,
);

/** Only a refusal counts as an outcome; any other error is a defect and flies on. */
function outcomeOf(read: () => Json): Outcome {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof JsonError) return { code: error.code };
    if (error instanceof SyntaxError) return { code: "JSON.parse" };
    throw error;
  }
}
