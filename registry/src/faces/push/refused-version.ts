import type { ConcordatError } from "@concordat/errors";
import type { RefusedVersion } from "@concordat/registry-client";
import type { JudgedVersion } from "../../core/errors.ts";

/** Why a version was not taken: what the client reads is what is written here. */
export type { RefusedVersion };

export function refusedBy(
  id: string,
  { code, message, hint, params }: Pick<ConcordatError, "code" | "message" | "hint" | "params">,
): RefusedVersion {
  const { pointer } = params;
  return { id, code, message, hint, ...(typeof pointer === "string" && { pointer }) };
}

/** One entry for each cause, or for each doubt. */
export function refusalsOf(
  id: string,
  policy: string,
  { number, direction, verdict }: JudgedVersion,
): readonly RefusedVersion[] {
  const promise = `${policy} towards ${number}`;
  if (verdict.status === "undecided")
    return [
      {
        id,
        code: "SCHEMA_INCOMPATIBLE",
        rule: "compatibility-undecided",
        message: `whether it keeps ${promise} could not be decided: ${verdict.message}`,
        hint: "make simpler what could not be decided, or have an administrator set the policy NONE for it",
      },
    ];
  if (verdict.status === "compatible") return [];
  return verdict.findings.map(({ rule, message, hint, at, witness }) => ({
    id,
    code: "SCHEMA_INCOMPATIBLE",
    rule,
    message: `it breaks ${promise}: ${message}`,
    hint,
    ...pointerOf(direction === "backward" ? at.reader : at.writer),
    witness,
  }));
}

function pointerOf(place: { readonly pointer: string } | undefined) {
  return place === undefined ? {} : { pointer: place.pointer };
}
