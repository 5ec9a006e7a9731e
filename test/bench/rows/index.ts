import { breaker } from "./breaker.ts";
import { bus } from "./bus.ts";
import { cliStartUp } from "./cli-start-up.ts";
import { cloudevents } from "./cloudevents.ts";
import { codegen } from "./codegen.ts";
import { compat } from "./compat.ts";
import { compatStartUp } from "./compat-start-up.ts";
import { redisGoals } from "./redis-goals.ts";
import { registry } from "./registry.ts";
import { registryLarge } from "./registry-large.ts";
import { registryValidate } from "./registry-validate.ts";
import type { Row } from "./row.ts";
import { startUp } from "./start-up.ts";
import { strictParser } from "./strict-parser.ts";
import { telemetry } from "./telemetry.ts";
import { transports } from "./transports.ts";
import { types } from "./types.ts";
import { validators } from "./validators.ts";

/** In the order in which they are listed. */
export const rows: readonly Row[] = [
  strictParser,
  compat,
  startUp,
  cliStartUp,
  compatStartUp,
  cloudevents,
  breaker,
  bus,
  telemetry,
  validators,
  types,
  codegen,
  registry,
  registryValidate,
  registryLarge,
  transports,
  redisGoals,
];
