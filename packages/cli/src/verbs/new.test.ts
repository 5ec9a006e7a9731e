import { expect, test } from "vitest";
import { contract, shop } from "../testing/temporary-project.ts";

const asyncapi = `# Who sends what.
asyncapi: 3.1.0
info: { title: Shop, version: 1.0.0 } # one line
channels:
  # orders
  orderPlaced:
    address: shop.order.placed
    servers: [{ $ref: "#/servers/kafka" }]
    messages:
      orderPlaced: { $ref: "#/components/messages/orderPlaced" }
    bindings: { kafka: { topic: shop.order.placed, partitions: 3 } }
    x-note: about orders placed

  other:
    address: null
operations:
  sendOrderPlaced:
    action: send
    channel: { $ref: "#/channels/orderPlaced" }
servers:
  kafka: { host: "kafka:9092", protocol: kafka }
components:
  messages:
    orderPlaced:
      name: com.example.shop.order.placed
      contentType: application/cloudevents+json
      payload: { schema: { $ref: ./schemas/shop/order/placed/1.0.0.json } }
`;

test("title, type and owner follow the neighbours", async () => {
  const project = shop();
  const { out, err, code } = await project.run(["new", "shop/order/sent-back"]);

  expect(code).toBe(0);
  expect(out).toBe("created schemas/shop/order/sent-back/1.0.0.json\n");
  expect(err).toContain("note: there is no asyncapi.yaml to enter it in\n");
  expect(JSON.parse(project.read("schemas/shop/order/sent-back/1.0.0.json"))).toMatchObject({
    $id: "https://schemas.example.com/shop/order/sent-back/1.0.0.json",
    title: "Order sent back",
    "x-concordat": { kind: "event", type: "com.example.shop.order.sent-back", owner: "shop" },
  });
});

test("without neighbours the type begins with the reversed host of the base", async () => {
  const project = shop();
  await project.run(["new", "depot/parcel/sent"]);

  expect(JSON.parse(project.read("schemas/depot/parcel/sent/1.0.0.json"))["x-concordat"]).toEqual({
    kind: "event",
    type: "com.example.depot.parcel.sent",
    owner: "depot",
    key: "/id",
  });
});

test("the AsyncAPI entry stands behind its neighbour, is made like it, and nothing else changes", async () => {
  const project = shop({ "asyncapi.yaml": asyncapi });
  const { out } = await project.run(["new", "shop/order/paid"]);

  expect(out).toContain(
    "changed asyncapi.yaml: channel orderPaid, operation sendOrderPaid, message orderPaid\n",
  );
  expect(project.read("asyncapi.yaml")).toBe(
    asyncapi
      .replace(
        "\n  other:",
        `  orderPaid:
    address: shop.order.paid
    servers:
      - { $ref: "#/servers/kafka" }
    messages:
      orderPaid: { $ref: "#/components/messages/orderPaid" }
    bindings:
      kafka:
        topic: shop.order.paid
        partitions: 3

  other:`,
      )
      .replace(
        "servers:\n  kafka",
        `  sendOrderPaid:
    action: send
    channel: { $ref: "#/channels/orderPaid" }
    messages:
      - { $ref: "#/channels/orderPaid/messages/orderPaid" }
servers:
  kafka`,
      )
      .concat(`    orderPaid:
      name: com.example.shop.order.paid
      title: Order paid
      contentType: application/cloudevents+json
      payload:
        schemaFormat: application/schema+json;version=draft-2020-12
        schema: { $ref: ./schemas/shop/order/paid/1.0.0.json }
`),
  );
});

test("a document with CR LF keeps them in every line", async () => {
  const project = shop({ "asyncapi.yaml": asyncapi.replaceAll("\n", "\r\n") });
  await project.run(["new", "shop/order/paid"]);

  expect(project.read("asyncapi.yaml")).toContain("orderPaid:\r\n");
  expect(project.read("asyncapi.yaml")).not.toMatch(/[^\r]\n/);
});

test("a document in JSON stays JSON", async () => {
  const project = shop({
    "concordat.config.json": '{ "base": "https://schemas.example.com/", "asyncapi": "asyncapi.json" }',
    "asyncapi.json": '{"asyncapi":"3.1.0","info":{"title":"Shop","version":"1"},"channels":{}}',
  });
  await project.run(["new", "shop/order/paid"]);

  expect(JSON.parse(project.read("asyncapi.json")).channels).toEqual({
    orderPaid: {
      address: "shop.order.paid",
      messages: { orderPaid: { $ref: "#/components/messages/orderPaid" } },
    },
  });
});

test("a fragment is part of something and gets no message", async () => {
  const project = shop({ "asyncapi.yaml": asyncapi });
  await project.run(["new", "shop/address", "--kind", "fragment"]);

  expect(project.read("asyncapi.yaml")).toBe(asyncapi);
  expect(JSON.parse(project.read("schemas/shop/address/1.0.0.json"))["x-concordat"]).toEqual({
    kind: "fragment",
    owner: "shop",
  });
});

test("every kind of draft passes lint as it is", async () => {
  const project = shop();
  for (const kind of ["event", "request", "response", "envelope", "fragment", "config"])
    await project.run(["new", `shop/draft/of-${kind}`, "--kind", kind]);

  expect(await project.run(["lint", "shop/draft"])).toEqual({
    code: 0,
    out: "",
    err: "6 contracts: no findings\n",
  });
});

test("a title that is taken gets the domain's name in front", async () => {
  const project = shop({ "schemas/depot/address/1.0.0.json": contract("depot/address/1.0.0", "Address") });
  await project.run(["new", "shop/address", "--kind", "fragment"]);

  expect(JSON.parse(project.read("schemas/shop/address/1.0.0.json")).title).toBe("Shop address");
});

test("when the document cannot be added to, no contract is written either", async () => {
  const project = shop({ "asyncapi.yaml": "just words\n" });
  const { code } = await project.run(["new", "shop/order/paid"]);

  expect(code).toBe(4);
  expect(() => project.read("schemas/shop/order/paid/1.0.0.json")).toThrow("ENOENT");
});
