import { type Violation, violationOf } from "../violation.ts";
import type { EventVerdict } from "./options.ts";

/** The verdict where one error says it all about the whole. */
export function refused(
  error: Pick<Violation, "code" | "message" | "hint">,
): EventVerdict & { readonly valid: false } {
  return { valid: false, violations: [violationOf(error, "")] };
}
