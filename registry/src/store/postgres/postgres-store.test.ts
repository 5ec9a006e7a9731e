import { describeWithService } from "@concordat/test-services/vitest";
import { storeConformance } from "../testing/conformance.ts";
import { openPostgresStore } from "./postgres-store.ts";

describeWithService("postgres", (postgres) => {
  storeConformance("PostgreSQL", async () => {
    const { url, drop } = await postgres().createDatabase("store");
    return { open: () => openPostgresStore(url), address: { databaseUrl: url }, drop };
  });
});
