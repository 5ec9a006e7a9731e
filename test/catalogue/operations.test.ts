import { readModel } from "@concordat/asyncapi";
import type { CatalogueModel, Direction } from "@concordat/contracts";
import { beforeAll, describe, expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";
import { catalogue } from "./house.ts";

let model: CatalogueModel;

beforeAll(async () => {
  const reading = await readModel({
    root,
    schemas: "schemas",
    asyncapi: "asyncapi.yaml",
    base: "https://schemas.concordat.example/",
  });
  expect(reading.findings).toEqual([]);
  if (reading.model === undefined) throw new Error("asyncapi.yaml has no model");
  model = reading.model;
});

test("every event contract has a message, and every message a contract", () => {
  const carried = model.messages.map(({ payload }) => payload.kind === "contract" && payload.contract);
  const latest = catalogue.list({ kind: "event", latest: true }).map(({ id }) => id);

  expect(carried).not.toContain(false);
  expect(latest.filter((id) => !carried.includes(id))).toEqual([]);
});

test("every event is sent by someone", () => {
  const sent = new Set(
    model.operations.filter(({ direction }) => direction === "send").flatMap(({ messages }) => messages),
  );
  const events = model.messages.filter(
    ({ payload }) => payload.kind === "contract" && catalogue.byId(payload.contract)?.kind === "event",
  );

  expect(events.map(({ name }) => name).filter((name) => !sent.has(name))).toEqual([]);
});

describe("commerce", () => {
  test.each([
    [
      "order-service",
      [
        "payment/completed",
        "payment/failed",
        "stock/confirmed",
        "stock/reservation-failed",
        "stock/reserved",
      ],
    ],
    ["inventory-service", ["order/cancelled", "order/confirmed", "order/placed", "product-sku/created"]],
    ["payment-service", ["order/placed"]],
  ])("%s consumes its contracts and no other", (service, contracts) => {
    expect(contractsOf(service, "receive")).toEqual(contracts.map((contract) => `commerce/${contract}`));
  });

  test("the services that publish are four; user-service and auth-service are not among them", () => {
    const publishers = new Set(
      model.operations
        .filter(({ direction, channel }) => direction === "send" && channelIsOn(channel, "kafka"))
        .map(applicationOf),
    );

    expect([...publishers].sort()).toEqual([
      "catalog-service",
      "inventory-service",
      "order-service",
      "payment-service",
    ]);
    for (const silent of ["user-service", "auth-service"]) expect(contractsOf(silent, "send")).toEqual([]);
  });
});

function applicationOf({ extensions }: CatalogueModel["operations"][number]): unknown {
  const said = extensions["x-concordat"] as { readonly application?: unknown } | undefined;
  return said?.application;
}

/** Contract paths without their versions, each once, in order. */
function contractsOf(service: string, direction: Direction): readonly string[] {
  const names = model.operations
    .filter((operation) => operation.direction === direction && applicationOf(operation) === service)
    .flatMap(({ messages }) => messages);
  const paths = names.flatMap((name) => {
    const payload = model.messages.find((message) => message.name === name)?.payload;
    return payload?.kind === "contract" ? [payload.contract.slice(0, payload.contract.lastIndexOf("/"))] : [];
  });
  return [...new Set(paths)].sort();
}

function channelIsOn(name: string, server: string): boolean {
  return model.channels.find((channel) => channel.name === name)?.servers.includes(server) ?? false;
}
