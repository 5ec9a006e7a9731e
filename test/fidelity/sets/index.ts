import type { SpecimenSet } from "../specimen.ts";
import { googleCloudevents } from "./google-cloudevents.ts";
import { octokitWebhooks } from "./octokit-webhooks.ts";
import { officialSuite } from "./official-suite.ts";
import { schemastore } from "./schemastore.ts";
import { specifications } from "./specifications.ts";

/** In the order in which they are measured. */
export const sets: readonly SpecimenSet[] = [
  officialSuite,
  schemastore,
  googleCloudevents,
  octokitWebhooks,
  specifications,
];
