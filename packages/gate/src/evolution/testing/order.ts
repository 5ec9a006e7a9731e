/** The body of a contract with these properties, as the examples of rules have it. */
export function order(
  properties: Readonly<Record<string, object>>,
  members: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({ properties, ...members }, null, 2);
}

export const text = { type: "string" };
export const integer = { type: "integer" };

export const placed = "shop/order/placed";
