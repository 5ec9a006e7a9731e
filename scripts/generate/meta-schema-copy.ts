import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../workspaces.ts";
import type { Generator } from "./generator.ts";

/** The meta-schema of contracts as the gate carries it, for catalogues that have none; the authored text is the catalogue's. */
export const metaSchemaCopy: Generator = {
  name: "contract-meta-schema",
  owns: ["packages/gate/src/contract-meta-schema.json"],
  run: () => ({
    "packages/gate/src/contract-meta-schema.json": readFileSync(
      join(root, "schemas", "meta", "contract", "1.0.0.json"),
      "utf8",
    ),
  }),
};
