/** What the suites in JavaScript register. Those in other languages have the same texts. */
const string = { type: "string" };

const closed = { required: ["id"], additionalProperties: false };

export const order = textOf({ type: "object", properties: { id: string }, ...closed });

export const orderReordered = textOf({ ...closed, properties: { id: string }, type: "object" });

export const orderWithNote = textOf({ type: "object", properties: { id: string, note: string }, ...closed });

export const orderWithTotal = textOf({
  type: "object",
  properties: { id: string, total: { type: "number" } },
  ...closed,
  required: ["id", "total"],
});

export const addressId = "https://shop.example/address.json";

export const address = textOf({ $id: addressId, type: "object", properties: { city: string } });

export const customer = textOf({ type: "object", properties: { home: { $ref: addressId } } });

/** Whatever must be percent-encoded in a path. */
export const odd = "a/b c%d";

function textOf(schema: unknown): string {
  return JSON.stringify(schema);
}
