import { describeWithService } from "@concordat/test-services/vitest";
import { afterAll } from "vitest";
import { storeConformance } from "../testing/conformance.ts";
import { createPostgresPlaces } from "../testing/postgres-places.ts";
import { openPostgresStore } from "./postgres-store.ts";

describeWithService("postgres", (postgres) => {
  const places = createPostgresPlaces(postgres);
  afterAll(places.close);

  storeConformance("PostgreSQL", async () => {
    const { url, drop } = await places.create();
    return { open: () => openPostgresStore(url), address: { databaseUrl: url }, drop };
  });
});
