import {
  type ContractVersion,
  checkContractId,
  contractErrors,
  formatContractId,
  formatVersion,
  nextVersion,
  parseContractUri,
  parseSubject,
  parseVersion,
  toContractVersion,
} from "@concordat/contracts";
import { isObject, parseJsonDocument } from "@concordat/json";
import type { SubjectState } from "../../core/state/subject-state.ts";
import { coreErrors, registryErrors } from "../../errors.ts";
import type { World } from "../../world.ts";
import { numbersOf } from "./find-version.ts";

/** What somebody wants to be registered. */
export type Submission = {
  /** The document, exactly as it is to be kept. */
  readonly text: string;
  /** Default: what its `$id` says, else what follows from its content. */
  readonly number?: string;
  readonly draft: boolean;
  readonly file?: string;
};

export type Candidate = ContractVersion & {
  readonly subject: string;
  readonly known: SubjectState | undefined;
  /** Whether somebody has said the number, rather than that it is to be found out. */
  readonly isNumbered: boolean;
};

/**
 * A submission as a version of a contract, which it is if it is registered.
 *
 * @throws SUBJECT_NAME, SUBJECT_FOREIGN, JSON_SYNTAX and its like, SCHEMA_NOT_OBJECT, VERSION_INVALID
 */
export function readCandidate({ registry, snapshot }: World, subject: string, said: Submission): Candidate {
  const id = parseSubject(subject);
  if (id === undefined) {
    const trouble = checkContractId(subject.replaceAll(".", "/"))?.params.trouble;
    throw coreErrors.SUBJECT_NAME({
      subject,
      trouble: typeof trouble === "string" ? trouble : "has characters that cannot be seen",
    });
  }
  const known = registry.state.subject(subject);
  if (known !== undefined && !known.isContract) throw registryErrors.SUBJECT_FOREIGN({ subject });
  const { base } = snapshot().catalogue;
  const source = parseJsonDocument(said.text);
  const stated = said.number ?? numberInId(source.value, base, formatContractId(id));
  const version = stated === undefined ? nextMinor(known) : parseVersion(stated);
  if (version === undefined) throw contractErrors.VERSION_INVALID({ version: stated ?? "" });
  const file = said.file ?? `schemas/${formatContractId(id)}/${formatVersion(version)}.json`;
  const made = toContractVersion(source, { id: { ...id, version }, file, base }, () => !said.draft);
  if (made instanceof Error) throw made;
  return { ...made, subject, known, isNumbered: stated !== undefined };
}

/** A document that says another contract's name is refused by lint, which says what to write instead. */
function numberInId(document: unknown, base: string, contract: string): string | undefined {
  const id = isObject(document as never) ? (document as { readonly $id?: unknown }).$id : undefined;
  const parsed = typeof id === "string" ? parseContractUri(id, base) : undefined;
  return parsed && formatContractId(parsed) === contract ? formatVersion(parsed.version) : undefined;
}

function nextMinor(known: SubjectState | undefined) {
  const latest = known && numbersOf({ ...known, drafts: [] }, { deleted: true }).at(-1);
  const before = latest && parseVersion(latest.number);
  return before === undefined ? parseVersion("1.0.0") : nextVersion(before, "minor");
}
