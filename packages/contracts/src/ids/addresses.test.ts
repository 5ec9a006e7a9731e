import { expect, test } from "vitest";
import {
  checkContractUri,
  formatContractUri,
  formatSubject,
  parseContractUri,
  parseSubject,
  registryUrl,
} from "./addresses.ts";

const base = "https://schemas.example/";
const id = { segments: ["commerce", "order", "placed"], version: { major: 1, minor: 2, patch: 0 } };

test("one id has one subject, one $id and one registry address", () => {
  expect(formatSubject(id)).toBe("commerce.order.placed");
  expect(parseSubject("commerce.order.placed")).toEqual({ segments: id.segments });
  expect(formatContractUri(id, base)).toBe("https://schemas.example/commerce/order/placed/1.2.0.json");
  expect(formatContractUri(id, "https://schemas.example")).toBe(formatContractUri(id, base));
  expect(parseContractUri(formatContractUri(id, base), base)).toEqual(id);
  expect(registryUrl(id, "http://localhost:8080")).toBe("http://localhost:8080/commerce/order/placed/1.2.0");
});

test.each(["commerce/order", "commerce..order", ".commerce.order", "commerce.order.", "commerce", "a.%2e.b"])(
  "%j is no subject",
  (text) => {
    expect(parseSubject(text)).toBeUndefined();
  },
);

test.each([
  ["https://elsewhere.example/commerce/order/placed/1.2.0.json", "SCHEMA_ID"],
  ["https://schemas.example.evil/commerce/order/placed/1.2.0.json", "SCHEMA_ID"],
  ["https://schemas.example/commerce/order/placed/1.2.0", "SCHEMA_ID"],
  ["https://schemas.example/commerce/order/placed/1.2.0.json#", "SCHEMA_ID"],
  ["https://schemas.example/../../evil/1.2.0.json", "SCHEMA_ID"],
  ["https://schemas.example/%2e%2e/evil/1.2.0.json", "SCHEMA_ID"],
  ["https://schemas.example/oms/CON/1.2.0.json", "SCHEMA_ID"],
  ["https://schemas.example/oms/con/1.2.0.json", "SCHEMA_ID"],
  ["https://schemas.example/oms/nul.ts/1.2.0.json", "SCHEMA_ID"],
  ["https://schemas.example//oms/created/1.2.0.json", "SCHEMA_ID"],
  ["https://schemas.example/oms/created/1.2.json", "SCHEMA_ID"],
  ["https://schemas.example/v1/created/1.2.0.json", "SCHEMA_ID"],
  [`https://schemas.example/oms/${"x".repeat(300)}/1.2.0.json`, "SCHEMA_ID"],
  ["oms/created/1.2.0.json", "SCHEMA_ID"],
  ["../../evil", "SCHEMA_ID"],
  ["C:\\x", "SCHEMA_ID"],
  ["", "SCHEMA_ID"],
  ["https://schemas.example/oms/\u202ecreated/1.2.0.json", "SCHEMA_NAME_CHARS"],
  ["https://schemas.example/oms/created\u0000/1.2.0.json", "SCHEMA_NAME_CHARS"],
])("%j is refused as an identifier with %s", (uri, code) => {
  expect(parseContractUri(uri, base)).toBeUndefined();
  expect(checkContractUri(uri, base, "a.json#/$id")?.code).toBe(code);
});

test("a good identifier is not refused", () => {
  expect(checkContractUri(formatContractUri(id, base), base, "a.json#/$id")).toBeUndefined();
});
