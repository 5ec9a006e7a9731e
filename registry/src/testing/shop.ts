import type { Sandbox } from "../sandbox/sandbox.ts";
import { createServer } from "../server.ts";
import { checkedServer } from "./checked-server.ts";
import { registryWith, snapshotOf } from "./snapshots.ts";

/** What every `$id` of these contracts begins with. */
export const shopBase = "https://contracts.test/";

/** Contracts that lint has nothing against. */
export const address = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: `${shopBase}common/address/1.0.0.json`,
  title: "Address",
  description: "Where somebody lives.",
  "x-concordat": { kind: "fragment", owner: "shop" },
  type: "object",
  properties: { street: { type: "string", maxLength: 100, description: "And number." } },
  examples: [{}, { street: "High Street 1" }],
};

export function placed(number: string, more: object = {}, properties: object = {}) {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `${shopBase}shop/order/placed/${number}.json`,
    title: "Order placed",
    description: "Somebody has ordered something.",
    "x-concordat": { kind: "event", type: "com.shop.order.placed", owner: "shop" },
    type: "object",
    properties: { id: { type: "string", maxLength: 40, description: "Of the order." }, ...properties },
    required: ["id"],
    examples: [{ id: "1" }, { id: "22" }],
    ...more,
  };
}

/** A member that changes nobody's promise. */
export const note = { note: { type: "string", maxLength: 10, description: "From the customer." } };

/** A server with an address and an order, both frozen, whose answers are held to its own document. */
export async function shop({ sandbox }: { readonly sandbox?: Sandbox } = {}) {
  const registry = await registryWith(
    snapshotOf({ "common/address/1.0.0": address, "shop/order/placed/1.0.0": placed("1.0.0") }, [
      "common/address/1.0.0",
      "shop/order/placed/1.0.0",
    ]),
  );
  const server = await createServer({ registry, ...(sandbox && { sandbox }) });
  const send = await checkedServer(server);
  return {
    registry,
    send,
    get: (url: string, headers: Readonly<Record<string, string>> = {}) => send({ url, headers }),
    post: (url: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
      send({
        method: "POST",
        url,
        headers: { "content-type": "application/json", ...headers },
        payload: JSON.stringify(body),
      }),
    /** Sends a document as it is. */
    register: (document: object, query = "", subject = "shop.order.placed") =>
      send({
        method: "POST",
        url: `/v1/contracts/${subject}/versions${query}`,
        headers: { "content-type": "application/schema+json" },
        payload: JSON.stringify(document, undefined, 2),
      }),
    close: () => server.close(),
  };
}
