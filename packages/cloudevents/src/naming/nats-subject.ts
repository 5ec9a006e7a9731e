import { formatErrors } from "../formats/errors.ts";

const prefix = "com.foundry.";

/**
 * The NATS subject that events of a type travel on: what stands behind `com.foundry.`, or what the contract says.
 *
 * @throws {FormatError} NO_SUBJECT where a foreign type comes without one, SUBJECT_INVALID where a word of it is none
 */
export function natsSubjectOf(type: string, explicit?: string): string {
  if (explicit !== undefined) return checked(explicit);
  if (!type.startsWith(prefix)) throw formatErrors.NO_SUBJECT({ type, prefix });
  return checked(type.slice(prefix.length));
}

function checked(subject: string): string {
  // The words of a publisher: `*` and `>` are for those who listen.
  const token = subject.split(".").find((word) => !/^[A-Za-z0-9_-]+$/.test(word));
  if (token !== undefined) throw formatErrors.SUBJECT_INVALID({ subject, token });
  return subject;
}
