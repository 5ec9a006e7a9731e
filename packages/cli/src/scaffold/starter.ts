import { configFileName } from "@concordat/contracts";
import { metaSchemaOf } from "@concordat/schema";

/** The files of a first catalogue: one event, who sends it, and the settings. It passes lint as it stands. */
export function starterFiles(base: string): ReadonlyMap<string, string> {
  return new Map([
    [`schemas/${contract}.json`, contractText(base)],
    ["asyncapi.yaml", asyncapiText],
    [configFileName, configText({ base })],
  ]);
}

export function configText(settings: { readonly base: string; readonly asyncapi?: string }): string {
  return `${JSON.stringify(settings, null, 2)}\n`;
}

const contract = "shop/order/placed/1.0.0";

function contractText(base: string): string {
  return `{
  "$schema": "${metaSchemaOf("2020-12")}",
  "$id": ${JSON.stringify(`${base}${contract}.json`)},
  "title": "Order placed",
  "description": "A customer has placed an order, and the shop has stored it. Sent once for each order; nothing is paid yet.",
  "x-concordat": { "kind": "event", "type": "com.example.shop.order.placed", "owner": "shop", "key": "/orderId" },
  "type": "object",
  "required": ["orderId", "total"],
  "properties": {
    "orderId": {
      "description": "The new order. Events with the same id stay in order.",
      "type": "string",
      "minLength": 1
    },
    "total": {
      "description": "What the customer has to pay, in cents.",
      "type": "integer",
      "minimum": 0
    },
    "note": {
      "description": "What the customer wants the shop to know. Absent when they said nothing.",
      "type": "string"
    }
  },
  "examples": [
    { "orderId": "1001", "total": 2500 },
    { "orderId": "1001", "total": 2500, "note": "Please ring twice" }
  ]
}
`;
}

const asyncapiText = `# Who sends what to whom, over which channels. What the events look like is in schemas/, one file a version;
# a message names its schema by exact version.
asyncapi: 3.1.0
info:
  title: Shop events
  version: 1.0.0
defaultContentType: application/json

channels:
  orderPlaced:
    address: shop.order.placed
    messages:
      orderPlaced: { $ref: "#/components/messages/orderPlaced" }

operations:
  sendOrderPlaced:
    action: send
    channel: { $ref: "#/channels/orderPlaced" }
    messages:
      - { $ref: "#/channels/orderPlaced/messages/orderPlaced" }

components:
  messages:
    orderPlaced:
      name: com.example.shop.order.placed
      title: Order placed
      contentType: application/json
      payload:
        schemaFormat: application/schema+json;version=draft-2020-12
        schema: { $ref: ./schemas/shop/order/placed/1.0.0.json }
`;
