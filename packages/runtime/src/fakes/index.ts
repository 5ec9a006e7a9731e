export { createDelivery, createSampleEvent } from "./delivery.ts";
export { createFakeClock, type FakeClock } from "./fake-clock.ts";
export {
  createRecordingTelemetry,
  type RecordedSpan,
  type RecordingTelemetry,
} from "./recording-telemetry.ts";
