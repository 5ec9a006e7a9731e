import type { Finding } from "@concordat/errors";
import type { Json } from "@concordat/json";

/** What is wrong with a value, before it is known where the value stands in which text. */
export type Trouble = Pick<Finding, "rule" | "code" | "message" | "hint" | "details"> & {
  /** Default `error`. */
  readonly severity?: Finding["severity"];
  /** From the root of the value that was judged. */
  readonly pointer: string;
  /** The contract that it was judged by. */
  readonly contract?: string;
};

/** Judges one value; an empty list means that it is good. */
export type JudgeData = (value: Json) => readonly Trouble[];
