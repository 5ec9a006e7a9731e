import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commit } from "../testing/git.ts";
import { contract, shop } from "../testing/temporary-project.ts";

const document = (address: string, version = "1.0.0") => `asyncapi: 3.0.0
info: { title: Shop, version: 1.0.0 }
channels:
  orders:
    address: ${address}
    messages: { orderPlaced: { $ref: "#/components/messages/orderPlaced" } }
operations:
  bill: { action: receive, channel: { $ref: "#/channels/orders" } }
components:
  messages:
    orderPlaced:
      contentType: application/json
      payload:
        schemaFormat: application/schema+json;version=draft-2020-12
        schema: { $ref: ./schemas/shop/order/placed/${version}.json }
`;

test("events that move to another address are a break, told with those who wait at the old one", async () => {
  const project = shop({ "asyncapi.yaml": document("orders") });
  commit(project);
  project.write("asyncapi.yaml", document("orders.v2"));
  const { code, out } = await project.run(["check", "--against", "main"]);

  expect(out).toContain(
    "error[channel-address-changed]: shop/order/placed 1.x no longer travels on orders; it is on orders.v2\n",
  );
  expect(out).toContain("affects  1 operation (bill) receives shop/order/placed\n");
  expect(code).toBe(100);
});

test("a document that is gone carries nothing any more", async () => {
  const project = shop({ "asyncapi.yaml": document("orders") });
  commit(project);
  rmSync(join(project.root, "asyncapi.yaml"));
  const { code, out } = await project.run(["check", "--against", "main"]);

  expect(out).toContain("no longer travels on orders; no channel carries it\n");
  expect(code).toBe(100);
});

test("a new version on the same address is none", async () => {
  const project = shop({ "asyncapi.yaml": document("orders") });
  await project.run(["freeze", "--all"]);
  commit(project);
  project.write(
    "schemas/shop/order/placed/1.0.1.json",
    contract("shop/order/placed/1.0.1", "Order placed", { description: "Sent once for each order." }),
  );
  project.write("asyncapi.yaml", document("orders", "1.0.1"));
  const { code, out } = await project.run(["check", "--against", "main"]);

  expect(out).toContain("shop/order/placed  1.0.0 → 1.0.1  equal  compatible\n");
  expect(code).toBe(0);
});
