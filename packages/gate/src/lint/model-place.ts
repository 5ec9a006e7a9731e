import type { FindingPlace } from "@concordat/errors";
import { formatPointer } from "@concordat/json";
import type { World } from "./world.ts";

/** Where the AsyncAPI document defines something, as exactly as the model remembers: by name. */
export function placeInModel(world: World, kind: "messages" | "operations", name: string): FindingPlace {
  const steps = kind === "messages" ? ["components", "messages", name] : ["operations", name];
  return { file: world.modelFile, pointer: formatPointer(steps) };
}
