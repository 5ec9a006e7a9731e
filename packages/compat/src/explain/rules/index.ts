import type { EvolutionRule } from "../rule.ts";
import { alternativeRemoved } from "./alternative-removed.ts";
import { alternativesOverlap } from "./alternatives-overlap.ts";
import { boundTightened } from "./bound-tightened.ts";
import { conditionAdded } from "./condition-added.ts";
import { constChanged } from "./const-changed.ts";
import { containsNarrowed } from "./contains-narrowed.ts";
import { contentClosed } from "./content-closed.ts";
import { dependencyAdded } from "./dependency-added.ts";
import { enumNarrowed } from "./enum-narrowed.ts";
import { everythingRefused } from "./everything-refused.ts";
import { exclusionAdded } from "./exclusion-added.ts";
import { formatAsserted } from "./format-asserted.ts";
import { itemsNarrowed } from "./items-narrowed.ts";
import { multipleNarrowed } from "./multiple-narrowed.ts";
import { patternNarrowed } from "./pattern-narrowed.ts";
import { propertyNamesNarrowed } from "./property-names-narrowed.ts";
import { propertyRemoved } from "./property-removed.ts";
import { propertyRequired } from "./property-required.ts";
import { propertyTypeChanged } from "./property-type-changed.ts";
import { typeNarrowed } from "./type-narrowed.ts";
import { uniqueItemsAdded } from "./unique-items-added.ts";

export { valueRefused } from "./value-refused.ts";

/** The table of contents. The first rule that has words for a cause explains it; `valueRefused` has words for any. */
export const evolutionRules: readonly EvolutionRule[] = [
  propertyRequired,
  propertyRemoved,
  propertyTypeChanged,
  typeNarrowed,
  constChanged,
  enumNarrowed,
  boundTightened,
  multipleNarrowed,
  patternNarrowed,
  formatAsserted,
  contentClosed,
  propertyNamesNarrowed,
  dependencyAdded,
  itemsNarrowed,
  containsNarrowed,
  uniqueItemsAdded,
  alternativesOverlap,
  alternativeRemoved,
  conditionAdded,
  exclusionAdded,
  everythingRefused,
];
