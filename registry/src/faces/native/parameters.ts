import { contractErrors, formatSubject, parseContractId, parseVersion } from "@concordat/contracts";
import { canonicalSubjectName, isSubjectName, parseSubjectName } from "../../core/subject-name.ts";
import { coreErrors } from "../../errors.ts";
import { flag, meaning, type Reader } from "../../http/readers.ts";

/** Which version of a subject: the latest, by the integer of the Confluent face, or by its own number. */
export type AskedVersion =
  | { readonly by: "latest" }
  | { readonly by: "integer"; readonly integer: number }
  | { readonly by: "number"; readonly number: string };

/** A contract is called by its path, too, whose slashes come as `%2F`; it means the same. */
export const subject: Reader<string> = meaning(
  "`oms.objecttype.created`, or `oms%2Fobjecttype%2Fcreated`; `orders-value`, in another context `:.team:orders-value`.",
  (text) => {
    const refuse = (trouble: string) =>
      coreErrors.SUBJECT_NAME({ subject: shown(text), trouble, stands: "in the path" });
    if (!isSubjectName(parseSubjectName(text))) throw refuse("is empty, too long or has control characters");
    if (!text.includes("/")) return canonicalSubjectName(text);
    if (text.split("/").some((word) => /^\.*$/.test(word))) throw refuse("has a word without letters");
    const id = parseContractId(text);
    return id === undefined ? canonicalSubjectName(text) : formatSubject(id);
  },
);

export const number: Reader<AskedVersion> = Object.assign(
  (text: string): AskedVersion => {
    if (text === "latest") return { by: "latest" };
    if (/^[1-9][0-9]*$/.test(text)) return { by: "integer", integer: Number(text) };
    if (parseVersion(text) !== undefined) return { by: "number", number: text };
    throw contractErrors.VERSION_INVALID({ version: shown(text) });
  },
  {
    means: "`1.2.0`, the integer of the Confluent face, or `latest`.",
    schema: { type: "string", pattern: "^(latest|[1-9][0-9]*|(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*)){2})$" },
  },
);

export const deleted = meaning(
  "Whether deleted ones are told, too, as long as they are not gone for good.",
  flag,
);

/** A stranger's text in a message: nothing that cannot be seen, and not all of a long one. */
function shown(text: string): string {
  const seen = text.replace(/\p{C}/gu, "�");
  return seen.length > 100 ? `${seen.slice(0, 100)}…` : seen;
}
