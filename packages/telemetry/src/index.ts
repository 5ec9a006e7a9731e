export { type OpenTelemetryOptions, openTelemetry } from "./open-telemetry.ts";
export { formatTraceContext, parseTraceContext } from "./trace-context.ts";
