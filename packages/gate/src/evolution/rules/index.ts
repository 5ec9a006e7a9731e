import type { EvolutionRule } from "../rule.ts";
import { acceptedStale } from "./accepted-stale.ts";
import { channelAddressChanged } from "./channel-address-changed.ts";
import { compatibilityUndecided } from "./compatibility-undecided.ts";
import { keyChanged } from "./key-changed.ts";
import { typeChanged } from "./type-changed.ts";
import { versionNumber } from "./version-number.ts";
import { versionRemoved } from "./version-removed.ts";
import { versionUnfrozen } from "./version-unfrozen.ts";

/** What the gate itself holds a change to, besides the evolution rules of the engine: the table of contents. */
export const gateRules: readonly EvolutionRule[] = [
  compatibilityUndecided,
  typeChanged,
  keyChanged,
  channelAddressChanged,
  versionRemoved,
  versionUnfrozen,
  versionNumber,
  acceptedStale,
];
