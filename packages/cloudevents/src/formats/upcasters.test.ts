import { expect, test } from "vitest";
import { event } from "./testing/oms.ts";
import { createUpcasters, type Upcast } from "./upcasters.ts";

const type = "com.example.shop.paid";
const of = (version: string, data: unknown = { amount: 5 }) =>
  event({ type, dataschema: `https://schemas.example.com/shop/paid/${version}.json`, data });

function upcasters(current = "3.0.0") {
  return createUpcasters({ currentVersion: (each) => (each === type ? current : undefined) });
}

const toMinor: Upcast = (data) => ({ version: "2.0.0", data: { ...(data as object), currency: "EUR" } });
const toText: Upcast = (data) => {
  const { amount, ...rest } = data as { amount: number };
  return { version: "3.0.0", data: { ...rest, amount: String(amount) } };
};

test("data of an old version is brought to the current one, step by step", () => {
  const chain = upcasters();
  chain.registerUpcaster(type, "1.0.0", toMinor);
  chain.registerUpcaster(type, "2", toText);

  expect(chain.upcast(of("1.0.0"))).toEqual({ event: of("3.0.0", { amount: "5", currency: "EUR" }) });
  expect(chain.upcast(of("2.4.1"))).toEqual({ event: of("3.0.0", { amount: "5" }) });
});

test("the version may stand in an extension, which says the new one afterwards", () => {
  const chain = upcasters("2.0.0");
  chain.registerUpcaster(type, "1", toMinor);

  expect(chain.upcast(event({ type, schemaversion: "1.2.0", data: { amount: 5 } }))).toEqual({
    event: event({ type, schemaversion: "2.0.0", data: { amount: 5, currency: "EUR" } }),
  });
});

test("a link that is missing is an error that names it", () => {
  const chain = upcasters();
  chain.registerUpcaster(type, "1.0.0", toMinor);

  expect(chain.upcast(of("1.0.0"))).toMatchObject({
    violations: [{ code: "UPCASTER_MISSING", message: expect.stringContaining("from 2.0.0") }],
  });
});

test.each([
  ["the current version", of("3.0.0")],
  ["a later one", of("4.0.0")],
  ["an older one of the same major version, which readers take as it is", of("3.0.0"), "3.1.0"],
  ["none that it names", event({ type, data: {} })],
  ["a type without a contract", event({ type: "other", dataschema: "https://e.example/a/1.0.0", data: {} })],
])("data of %s is left alone", (_what, given, current = "3.0.0") => {
  expect(upcasters(current).upcast(given)).toEqual({ event: given });
});

test("a step that throws or leads back refuses the event and breaks nothing", () => {
  const chain = upcasters();
  chain.registerUpcaster(type, "1.0.0", () => {
    throw new Error("no amount");
  });
  chain.registerUpcaster(type, "2.0.0", () => ({ version: "2.0.0", data: {} }));

  expect(chain.upcast(of("1.0.0"))).toMatchObject({
    violations: [{ code: "UPCAST_FAILED", message: expect.stringContaining("no amount") }],
  });
  expect(chain.upcast(of("2.0.0"))).toMatchObject({ violations: [{ code: "UPCASTER_BACKWARD" }] });
});

test("two steps from one version would leave it to chance", () => {
  const chain = upcasters();
  chain.registerUpcaster(type, "1.0.0", toMinor);

  expect(() => chain.registerUpcaster(type, "1.0.0", toText)).toThrow(
    expect.objectContaining({ code: "FORMAT_TAKEN" }),
  );
});
