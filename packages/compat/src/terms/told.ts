import type { Json } from "@concordat/json";
import { Undecided } from "../budget.ts";
import type { Holds } from "./holds.ts";
import type { Literal } from "./node.ts";

/** Whether it holds, or `undefined` where that cannot be told: for those who have another way to go on. */
export function told(holds: Holds, literal: Literal, value: Json): boolean | undefined {
  try {
    return holds(literal, value);
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}
