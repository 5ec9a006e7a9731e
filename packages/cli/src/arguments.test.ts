import { expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";
import { exitCodes } from "./exit-codes.ts";
import { defineVerb } from "./verb.ts";

const verb = defineVerb({
  name: "paint",
  summary: "paint a thing",
  positionals: [
    { name: "THING", about: "what to paint" },
    { name: "COLOUR", about: "any number of colours", optional: true, many: true },
  ],
  flags: {
    brush: { value: "SIZE", about: "how broad", choices: ["fine", "broad"] },
    glossy: { about: "make it shine" },
  },
  examples: [],
  run: async () => exitCodes.fine,
});

test("flags and positionals may come in any order, and a flag's value behind = or a space", () => {
  const expected = { flags: { brush: "fine", glossy: true }, positionals: ["door", "red", "blue"] };

  expect(parseArguments(verb, ["door", "--brush", "fine", "red", "--glossy", "blue"])).toEqual(expected);
  expect(parseArguments(verb, ["--glossy", "--brush=fine", "door", "red", "blue"])).toEqual(expected);
});

test("behind -- everything is a positional", () => {
  expect(parseArguments(verb, ["--", "--door"]).positionals).toEqual(["--door"]);
});

test.each([
  [
    ["door", "--glosy"],
    "USAGE_UNKNOWN_FLAG",
    '`concordat paint` has no flag --glosy (did you mean "--glossy"?)',
  ],
  [["door", "--brush"], "USAGE_FLAG_VALUE", "--brush wants a value: --brush SIZE"],
  [
    ["door", "--brush", "brod"],
    "USAGE_FLAG_VALUE",
    '--brush takes one of fine, broad, and was given "brod" (did you mean "broad"?)',
  ],
  [["door", "--glossy=yes"], "USAGE_FLAG_VALUE", '--glossy takes no value, and was given "yes"'],
  [[], "USAGE_ARGUMENTS", "`concordat paint` wants THING: what to paint"],
])("%j is refused with %s", (args, code, message) => {
  expect(() => parseArguments(verb, args)).toThrow(expect.objectContaining({ code, message, kind: "usage" }));
});

test("a surplus argument is named", () => {
  const single = { ...verb, positionals: verb.positionals.slice(0, 1) };

  expect(() => parseArguments(single, ["door", "wall"])).toThrow('does not know what to do with "wall"');
});

test("--help asks for nothing else", () => {
  expect(parseArguments(verb, ["--help"]).flags.help).toBe(true);
});
