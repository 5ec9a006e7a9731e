/**
 * Asks questions with less and less of the call stack left, and prints what was answered. A process of its own: the
 * module loader of the test runner swallows what is thrown while it looks an import up, this among it.
 */
import { checkCompatibility } from "@concordat/compat/browser";
import type { Json } from "@concordat/json";

const list = (value: Json): Json => ({ anyOf: [value, { type: "array", items: { $ref: "#" } }] });
const questions: readonly (readonly [writer: Json, reader: Json])[] = [
  [nested(50), list({ type: "number" })],
  [list({ type: "number" }), list({ type: "integer" })],
  [{ allOf: [list({ type: "integer" }), { not: nested(30) }] }, list({ type: "number" })],
];

for (const [writer, reader] of questions) {
  const ask = () => checkCompatibility({ writer, reader, writerView: "as-written" }).status;
  const whole = ask();
  const seen = new Set<string>();
  for (let room = 0; room < 4000; room += 25) seen.add(withRoom(room, ask));
  console.log(`${whole}: ${[...seen].sort().join(", ")}`);
}

/** Lists in lists, so many levels, and an integer at the heart. */
function nested(levels: number): Json {
  let schema: Json = { type: "integer" };
  for (let level = 0; level < levels; level++) schema = { type: "array", items: schema, minItems: 1 };
  return schema;
}

/** Falls to the end of the stack, climbs back so many frames, and asks; higher up where even the call finds no room. */
function withRoom(frames: number, ask: () => string): string {
  let toClimb = frames;
  const fall = (): string => {
    try {
      return fall();
    } catch (error) {
      if (!(error instanceof RangeError) || toClimb-- > 0) throw error;
      return ask();
    }
  };
  return fall();
}
