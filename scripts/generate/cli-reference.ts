import { referencePage } from "concordat/reference";
import type { Generator } from "./generator.ts";

const path = "docs/reference/cli.md";

export const cliReference: Generator = {
  name: "cli-reference",
  owns: [path],
  run: async () => ({ [path]: await referencePage() }),
};
