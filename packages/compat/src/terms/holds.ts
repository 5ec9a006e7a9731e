import type { Json } from "@concordat/json";
import type { Literal } from "./node.ts";

/**
 * Whether a proposition holds of a value. Shares nothing with the search but the propositions themselves, and so
 * is the judge of every witness that the search brings home.
 *
 * Throws `Undecided` on a proposition of which nothing is known but its name, and on a pattern whose trial takes too
 * long or whose syntax validators do not agree on.
 */
export type Holds = (literal: Literal, value: Json) => boolean;
