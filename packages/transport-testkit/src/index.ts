export { TestkitError, testkitErrors } from "./errors.ts";
export {
  type FaultPlan,
  type FaultyTransport,
  type HandleFault,
  type PublishFault,
  withFaults,
} from "./faults/with-faults.ts";
export { type Account, accountOf, checkHistory, laws } from "./history/check-history.ts";
export { deliveryRecord } from "./history/delivery-record.ts";
export { type Fingerprint, fingerprintOf } from "./history/fingerprint.ts";
export { createHistory, type History, type HistoryRecord } from "./history/history.ts";
export type { Expectations, Law, Problem } from "./history/law.ts";
export { properties } from "./properties/properties.ts";
export {
  type Exemption,
  type ExemptionWords,
  exemptionOf,
  type Property,
  type PropertyId,
} from "./property.ts";
export { createRandom } from "./random.ts";
export type { ConformanceReport, ReportedOutcome } from "./report.ts";
export { type ConformanceOptions, transportConformance } from "./transport-conformance.ts";
export type { BrokerSwitch } from "./world.ts";
