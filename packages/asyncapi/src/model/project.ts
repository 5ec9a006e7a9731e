import type { Config } from "@concordat/contracts";

/** Where a model comes from: the project's folder, and what its settings say about the rest. */
export type Project = Pick<Config, "schemas" | "base" | "asyncapi"> & { readonly root: string };

/** The committed model, from the project's folder. */
export const modelFile = "generated/asyncapi.model.json";
