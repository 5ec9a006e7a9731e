export { modelFile, type Project } from "./project.ts";
export { type ModelOptions, type ModelReading, readModel } from "./read-model.ts";
