export { createEngine, type Engine, type EngineOptions } from "./engine.ts";
export type { Outcome } from "./outcome.ts";
