/** A schema of some three kilobytes, as registries have them. A higher `index` lets one member be longer. */
export function benchSchema(index: number, fields = 24): string {
  return JSON.stringify({
    type: "object",
    title: `Order ${index}`,
    required: ["field_0", "field_1"],
    properties: Object.fromEntries(
      Array.from({ length: fields }, (_, at) => [
        `field_${at}`,
        at % 3 === 0
          ? {
              type: "string",
              minLength: 1,
              maxLength: 200 + at + (at === 3 ? index : 0),
              description: `What field ${at} says.`,
            }
          : { type: ["integer", "null"], minimum: 0, description: `How many of ${at} there are.` },
      ]),
    ),
  });
}

let asked = 0;

/** One that was never asked for before in this run; longer than all before it, so that a check of it is a proof. */
export function uniqueSchema(): string {
  return benchSchema(++asked);
}
