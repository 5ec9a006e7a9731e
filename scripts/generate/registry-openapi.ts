import { createServer, readProject } from "@concordat/registry";
import { root } from "../workspaces.ts";
import type { Generator } from "./generator.ts";

const path = "docs/reference/registry-openapi.json";

/** What the registry says of itself at `/openapi.json`, for those who do not run it. */
export const registryOpenApi: Generator = {
  name: "registry-openapi",
  owns: [path],
  run: async () => {
    const { snapshot } = readProject(root);
    if (snapshot === undefined) throw new Error("the shipped catalogue cannot be read");
    const server = await createServer({ snapshot });
    const { body } = await server.inject("/openapi.json");
    await server.close();
    return { [path]: body };
  },
};
