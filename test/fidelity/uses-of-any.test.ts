import { expect, test } from "vitest";
import { usesOfAny } from "./uses-of-any.ts";

test("a type counts; a name, a text and a comment do not", () => {
  const module = `
    /** any */ // any
    export interface Specimen { any: string; any?: "any"; readonly a: any[]; [name: string]: 'any' | any; }
    type Other = \`any\${string}\`;
  `;

  expect(usesOfAny(module)).toBe(2);
});
