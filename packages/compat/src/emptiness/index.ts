export { createEngine, type Engine, type EngineOptions } from "./engine.ts";
export { attempt, type Outcome } from "./outcome.ts";
