import { expect, test } from "vitest";
import { described } from "./described.ts";

const schema = {
  properties: {
    price: { description: "What it costs, *with* taxes.\nIn euros." },
    size: { $ref: "#/$defs/size" },
    plain: {},
  },
  not: { properties: { never: { description: "Not described at all" } } },
  $defs: {
    size: { properties: { width: { description: "From left to right" } } },
    orphan: { properties: { lost: { description: "Nobody refers to it" } } },
  },
};

test("a description counts where a comment has its beginning, however it is broken and escaped", () => {
  const module = "/**\n * What it costs, \\*with\\*\n * taxes. In\n * euros. */\nfrom left to right";

  expect(described(schema, "2020-12", module)).toEqual({
    members: 2,
    missing: ["/$defs/size/properties/width"],
  });
});
