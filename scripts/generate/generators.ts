import { evolutionPages } from "@concordat/compat/pages";
import { rulePages } from "@concordat/gate/pages";
import { floorsPage } from "../../test/architecture/floors-page.ts";
import { root } from "../workspaces.ts";
import { catalogueModel } from "./catalogue-model.ts";
import { cliReference } from "./cli-reference.ts";
import { contractVectorFiles } from "./contract-vectors.ts";
import { contractsPage } from "./contracts-page.ts";
import { eventVectorFiles } from "./event-vectors.ts";
import { everydayChanges } from "./everyday-changes.ts";
import { explainPages } from "./explain-pages.ts";
import type { Generator } from "./generator.ts";
import { metaSchemaCopy } from "./meta-schema-copy.ts";
import { metricsPage } from "./metrics-page.ts";
import { registryOpenApi } from "./registry-openapi.ts";
import { registrySettings } from "./registry-settings.ts";
import { transportsPage } from "./transports-page.ts";
import { validatorSupport } from "./validator-support.ts";

/** In the order in which they run: one that reads what another makes comes after it. */
export const generators: readonly Generator[] = [
  validatorSupport,
  metaSchemaCopy,
  rulePages,
  evolutionPages,
  explainPages(root),
  cliReference,
  registrySettings,
  catalogueModel(),
  contractsPage,
  floorsPage,
  everydayChanges,
  transportsPage,
  metricsPage,
  registryOpenApi,
  contractVectorFiles,
  eventVectorFiles,
];
