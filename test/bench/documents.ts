/**
 * Texts to measure with: built, not read, so that they are the same on every machine, and shaped like what we carry,
 * with escapes, letters beyond ASCII, integers and fractions in the places where real ones have them.
 */

/** A CloudEvents event in structured mode, exactly so many bytes of UTF-8 (400 at the least). */
export function eventText(bytes: number): string {
  const event = (comment: string) =>
    JSON.stringify({
      specversion: "1.0",
      id: "01J9Z3K7Q8XW5V2N4M6B8C0D1E",
      source: "/services/order",
      type: "com.example.order.placed",
      subject: "order-2024-000117",
      time: "2024-10-05T14:48:00.123Z",
      datacontenttype: "application/json",
      data: {
        orderId: "order-2024-000117",
        customer: { name: "Zoë Müller", loyal: true, since: 2017 },
        lines: [
          { sku: "A-100", quantity: 2, price: 19.95 },
          { sku: "B-20", quantity: 1, price: 4.5 },
        ],
        note: 'leave it "behind" the door\n',
        comment,
      },
    });
  return event("x".repeat(bytes - Buffer.byteLength(event(""))));
}

/** A JSON Schema with as many definitions as fit into so many bytes. */
export function schemaText(bytes: number): string {
  const definitions: string[] = [];
  const frame = (body: string) =>
    `{\n  "$schema": "https://json-schema.org/draft/2020-12/schema",\n  "$defs": {\n${body}\n  }\n}\n`;
  let length = frame("").length;
  for (let index = 0; ; index += 1) {
    const definition = definitionText(index);
    length += definition.length + 2;
    if (length > bytes) return frame(definitions.join(",\n"));
    definitions.push(definition);
  }
}

function definitionText(index: number): string {
  const definition = {
    title: `Part ${index}`,
    description: `The ${index}. part of an order; a "part" may hold others.`,
    type: "object",
    properties: {
      id: { type: "string", pattern: "^[A-Z]{2}-\\d{4}$", maxLength: 7 + (index % 5) },
      kind: { enum: ["stock", "made", `custom-${index}`] },
      weight: { type: "number", exclusiveMinimum: 0, maximum: 12.5 + index, multipleOf: 0.25 },
      parts: { type: "array", items: { $ref: `#/$defs/Part${Math.floor(index / 2)}` }, maxItems: 64 },
      placedAt: { type: ["string", "null"], format: "date-time", default: null },
    },
    required: ["id", "kind"],
    additionalProperties: index % 3 === 0,
  };
  const text = JSON.stringify({ [`Part${index}`]: definition }, null, 2);
  return text
    .split("\n")
    .slice(1, -1)
    .map((line) => `  ${line}`)
    .join("\n");
}
