import type { Json } from "@concordat/json";
import { describe } from "../values/describe.ts";
import { type Violation, violationOf } from "../violation.ts";
import { formatErrors } from "./errors.ts";
import type { Refusal } from "./format.ts";

/** An error as news about a value. */
export function refuse(error: Pick<Violation, "code" | "message" | "hint">, pointer = ""): Refusal {
  return { violations: [violationOf(error, pointer)] };
}

/** A member is not what it has to be. */
export function refuseMember(pointer: string, value: Json | undefined, wanted: string): Refusal {
  const found = value === undefined ? "absent" : describe(value);
  return refuse(formatErrors.FORMAT_MEMBER({ pointer, found, wanted }), pointer);
}
