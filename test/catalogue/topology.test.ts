import { readModel } from "@concordat/asyncapi";
import { topologyOf } from "@concordat/contracts/topology";
import { groups, topology } from "@concordat/sdk/topology";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";

const base = "https://schemas.concordat.example/";
const { model } = await readModel({ root, schemas: "schemas", asyncapi: "asyncapi.yaml", base });
if (model === undefined) throw new Error("asyncapi.yaml has no model");
const read = topologyOf(model);

test("nothing in the document contradicts itself, and each broker of it is described", () => {
  expect(read.findings).toEqual([]);
  expect(read.brokers.map(({ server }) => server)).toEqual(["nats", "eventbridge", "redis", "kafka"]);
});

test("each channel of a broker has its place there", () => {
  const unplaced = model.channels.filter(
    ({ address, servers }) =>
      !servers.includes("admin") &&
      !read.brokers.some(
        ({ server, addresses }) => servers.includes(server) && addresses.includes(address ?? ""),
      ),
  );

  // Their addresses have the partition in them; of dead letters the category is known at run time only.
  expect(unplaced.map(({ name }) => name)).toEqual([
    "userRegistered",
    "criticalUserEvent",
    "deadLetterEntry",
  ]);
  expect(read.brokers.find(({ server }) => server === "redis")?.addresses).toEqual([
    "events:domain_event:normal",
    "events:domain_event:high",
  ]);
});

test("each operation that receives from a broker has a group, but for those that reprocess dead letters", () => {
  const onBrokers = new Set(
    model.channels.filter(({ servers }) => !servers.includes("admin")).map(({ name }) => name),
  );
  const receiving = model.operations.filter(
    ({ direction, channel }) => direction === "receive" && onBrokers.has(channel),
  );

  expect(receiving.map(({ name }) => name).filter((name) => !Object.hasOwn(groups, name))).toEqual([
    "receiveDeadLetterEntry",
  ]);
});

test("both results of an indexing have one group, with the consumers that are in use", () => {
  expect(read.groups.filter(({ durable }) => durable !== undefined)).toEqual([
    {
      operation: "receiveIndexingCompleted",
      group: "indexing-consumers",
      durable: "funnel-indexing-consumer",
    },
    {
      operation: "receiveIndexingFailed",
      group: "indexing-consumers",
      durable: "funnel-indexing-failed-consumer",
    },
  ]);
});

test("what the SDK carries is what the document says", () => {
  for (const { server, settings } of read.brokers)
    expect(topology[server as keyof typeof topology]).toEqual(settings);
});
