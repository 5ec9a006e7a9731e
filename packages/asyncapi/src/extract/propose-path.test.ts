import { parseContractId } from "@concordat/contracts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { proposePath } from "./propose-path.ts";

const domain = "Acme orders";

test.each([
  [["orderPlaced"], "acme-orders/order-placed"],
  [["Order placed"], "acme-orders/order-placed"],
  [["com.acme.order.placed"], "acme/order/placed"],
  [["order.placed"], "order/placed"],
  [["order/placed"], "order/placed"],
  [["HTTPServerError2"], "acme-orders/http-server-error2"],
  [["Übergröße"], "acme-orders/ubergro-e"],
  [["message", "", "orderPlaced"], "acme-orders/order-placed"],
  [["subjects.created"], "acme-orders/subjects-created"],
  [["../../evil"], "acme-orders/evil"],
  [["CON"], "acme-orders/message"],
  [["注文"], "acme-orders/message"],
])("%j becomes %s", (names, path) => {
  expect(proposePath({ domain, names }, new Set())).toBe(path);
});

test("where no name says anything, the channel's address does", () => {
  expect(proposePath({ domain, names: ["message"], address: "user/{id}/signedup" }, new Set())).toBe(
    "user/signedup",
  );
});

test("a path that is taken gets a number", () => {
  const taken = new Set(["acme-orders/order-placed", "acme-orders/order-placed-2"]);

  expect(proposePath({ domain, names: ["orderPlaced"] }, taken)).toBe("acme-orders/order-placed-3");
});

test("whatever a document calls things, the path names a contract", () => {
  const words = fc.string({ unit: "grapheme", maxLength: 300 });
  fc.assert(
    fc.property(words, fc.array(words, { maxLength: 3 }), (title, names) => {
      expect(parseContractId(proposePath({ domain: title, names }, new Set()))).toBeDefined();
    }),
  );
});
