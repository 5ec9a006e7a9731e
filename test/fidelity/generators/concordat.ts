import { generateTypes } from "@concordat/gen-typescript";
import type { GeneratorEntry } from "./generator.ts";

/** Ours, with its defaults. */
export const concordat: GeneratorEntry = {
  name: "concordat",
  load: async () => ({
    name: "concordat",
    generate: (schema, name) => ({ module: generateTypes(schema, { name }) }),
  }),
};
