import { readModel } from "@concordat/asyncapi/model";
import { readConfig } from "@concordat/contracts/files";
import { contractsDocument } from "@concordat/gen-docs";
import { root } from "../workspaces.ts";
import type { Generator } from "./generator.ts";

const path = "docs/reference/contracts.md";

/** Every contract of the catalogue with its members, its producer and its consumers. */
export const contractsPage: Generator = {
  name: "contracts",
  owns: [path],
  run: async () => {
    const { config } = readConfig(root);
    const { model } = config === undefined ? {} : await readModel({ root, ...config });
    if (model === undefined) throw new Error("the catalogue cannot be read; `npx concordat lint` says why");
    return { [path]: contractsDocument(model, "npm run generate") };
  },
};
