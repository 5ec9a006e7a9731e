import { canonicalize, type Json } from "@concordat/json";
import { createValidator } from "@concordat/validator";
import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitrarySchema } from "../testing/arbitrary-schema.ts";
import { sample } from "./sample.ts";

const person: Json = {
  type: "object",
  properties: {
    name: { type: "string" },
    tags: { type: "array", items: { type: "string" } },
    home: { type: "object", properties: { street: { type: "string" } } },
  },
  required: ["name"],
};

test("the smallest comes first, and then one with everything that is described", () => {
  const { samples } = sample(person, { n: 2 });

  expect(samples).toEqual([{ name: "" }, { name: "aaa", tags: ["aaa"], home: { street: "aaa" } }]);
});

test("equal seeds give equal samples, other seeds others", () => {
  const ask = (seed: number) => sample(person, { n: 6, seed }).samples;

  expect(ask(7)).toEqual(ask(7));
  expect(ask(8)).not.toEqual(ask(7));
});

test("a schema with fewer instances gives those, and says nothing", () => {
  expect(sample({ enum: [1, "a", null] })).toEqual({ samples: expect.arrayContaining([1, "a", null]) });
  expect(sample(false)).toEqual({ samples: [] });
});

test("why there are no more is said where it is not known that there are none", () => {
  expect(sample({ $ref: "https://elsewhere.example/a" })).toMatchObject({
    samples: [],
    doubt: { reason: "REFERENCE_UNKNOWN" },
  });
});

test("samples are distinct instances, as another validator sees it", () => {
  fc.assert(
    fc.property(arbitrarySchema(), (schema) => {
      const { samples } = sample(schema, { n: 5, budget: 50_000 });
      const validate = createValidator(schema, { formats: "annotate" });

      expect(samples.filter((each) => !validate(each).valid)).toEqual([]);
      expect(new Set(samples.map(canonicalize)).size).toBe(samples.length);
    }),
    { numRuns: 200 },
  );
});
