import type { Route } from "./route.ts";
import { compatibilityRoutes } from "./routes/compatibility.ts";
import { configRoutes } from "./routes/config.ts";
import { contextRoutes } from "./routes/contexts.ts";
import { modeRoutes } from "./routes/mode.ts";
import { registerRoute } from "./routes/register.ts";
import { schemaRoutes } from "./routes/schemas.ts";
import { serverRoutes } from "./routes/server-info.ts";
import { subjectRoutes } from "./routes/subjects.ts";
import { versionRoutes } from "./routes/versions.ts";

/** Routes that mean the same below `/contexts/:context`, seen from that context. */
export const scopedRoutes: readonly Route[] = [
  registerRoute,
  ...subjectRoutes,
  ...versionRoutes,
  ...schemaRoutes,
  ...compatibilityRoutes,
  ...configRoutes,
  ...modeRoutes,
];

export const registryRoutes: readonly Route[] = [...contextRoutes, ...serverRoutes];

/** First segments that are this API's alone, so that it answers whatever else is asked for below them. */
export const ownSegments: readonly string[] = [
  "subjects",
  "schemas",
  "compatibility",
  "config",
  "mode",
  "contexts",
  "associations",
  "confluent",
];
