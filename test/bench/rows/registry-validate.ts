import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../../scripts/workspaces.ts";
import type { ServerProcess } from "../http/server-process.ts";
import type { Row } from "./row.ts";

const contract = "commerce/order/placed/1.1.0";

const line = (at: number) => ({
  skuId: `sku-${at}`,
  quantity: 2,
  unitPrice: { amount: "10000", currency: "KRW" },
});

/** Some 600 bytes. */
const eventOf = (id: string) => ({
  specversion: "1.0",
  id,
  source: "/commerce/order",
  type: "com.koosco.order.placed",
  subject: "order/1001",
  time: "2025-01-25T09:00:00Z",
  datacontenttype: "application/json",
  data: {
    orderId: "1001",
    userId: "u-7",
    items: [line(1), line(2), line(3)],
    totalAmount: { amount: "60000", currency: "KRW" },
    placedAt: "2025-01-25T09:00:00Z",
  },
});

let servers: readonly ServerProcess[] = [];
let folder: string | undefined;

export const registryValidate: Row = {
  name: "registry-validate",
  description:
    "POST /v1/validate, one event and a hundred, against bare Fastify and one compiled function of Ajv",
  async cases() {
    const { readConfig, readProjectCatalogue } = await import("@concordat/contracts/files");
    const { bundleSchema } = await import("@concordat/schema");
    const { freePort } = await import("@concordat/registry/testing");
    const { startServer } = await import("../http/server-process.ts");
    const { httpContender, warmUp } = await import("../http/http-contender.ts");
    const { requestText } = await import("../http/connection.ts");
    const { config } = readConfig(root);
    if (config === undefined) throw new Error("concordat.config.json cannot be read");
    const { catalogue } = readProjectCatalogue(root, config);
    const uri = catalogue.byId(contract)?.uri;
    folder = mkdtempSync(join(tmpdir(), "registry-validate-"));
    const schema = join(folder, "schema.json");
    writeFileSync(schema, JSON.stringify(bundleSchema(uri, catalogue.graph())));
    const start = async (...script: readonly string[]) =>
      startServer({ script, environment: { PORT: String(await freePort()) } });
    const bare = await start("test/bench/http/bare-validator.ts", schema);
    const registry = await start("registry/src/main.ts", "--data", join(folder, "data"));
    servers = [bare, registry];

    const posted = (path: string, type: string, value: unknown) => {
      const request = requestText("POST", path, {
        headers: { "content-type": type },
        body: JSON.stringify(value),
      });
      return () => request;
    };
    const one = eventOf("e-1");
    const hundred = Array.from({ length: 100 }, (_, at) => eventOf(`e-${at}`));
    const [single, batch] = ["application/cloudevents+json", "application/cloudevents-batch+json"];
    const cases = [
      {
        name: "one event",
        baseline: httpContender("bare Fastify and Ajv", {
          server: bare,
          request: posted("/one", single, one),
        }),
        subjects: [
          httpContender("the registry", { server: registry, request: posted("/v1/validate", single, one) }),
        ],
      },
      {
        name: "a batch of 100",
        baseline: httpContender("bare Fastify and Ajv", {
          server: bare,
          request: posted("/batch", batch, hundred),
        }),
        subjects: [
          httpContender("the registry", {
            server: registry,
            request: posted("/v1/validate", batch, hundred),
          }),
        ],
      },
    ];
    const [event, events] = cases;
    if (event !== undefined) await warmUp(event, 15_000);
    if (events !== undefined) await warmUp(events, 1000);
    return cases;
  },
  async remarks() {
    await Promise.all(servers.map((server) => server.stop()));
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    return [];
  },
};
