export { applyFiles } from "./apply.ts";
export { checkedPath } from "./checked-path.ts";
export { deedOf } from "./deed.ts";
export { type Drift, driftOf } from "./drift.ts";
export { manifestName } from "./manifest.ts";
export { type Change, type OutputFolder, planFiles } from "./plan.ts";
export { isStaged } from "./staging.ts";
export { unifiedDiff } from "./unified-diff.ts";
