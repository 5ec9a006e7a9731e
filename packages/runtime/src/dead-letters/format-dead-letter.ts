import type { DeadLetter } from "./dead-letter-entry.ts";

/** A dead letter as the contract `eventbus/dlq/entry` has it. */
export type DeadLetterJson = {
  readonly dlq_id: string;
  readonly original_message: object;
  readonly original_stream: string;
  readonly original_entry_id: string;
  readonly consumer_group: string;
  readonly consumer_name?: string;
  readonly handler_type?: string;
  readonly reason: DeadLetter["reason"];
  readonly error_type?: string;
  readonly error_message: string;
  readonly attempts: number;
  readonly first_failed_at: string;
  readonly dead_lettered_at: string;
  readonly reprocess_count: number;
  readonly status: DeadLetter["status"];
};

export type FormatDeadLetterOptions = {
  /** Reads the event bus message out of an entry, where there is one. Default: there is none, and the bytes are shown. */
  readonly messageOf?: (entry: DeadLetter) => object | undefined;
};

/** For people and programs that read JSON. What the contract has no place for (the stack, violations, the key) is left out. */
export function formatDeadLetter(
  entry: DeadLetter,
  { messageOf }: FormatDeadLetterOptions = {},
): DeadLetterJson {
  const { consumer, handler, error } = entry;
  return {
    dlq_id: entry.id,
    original_message: messageOf?.(entry) ?? { raw_fields: rawFields(entry) },
    original_stream: entry.address,
    original_entry_id: entry.position,
    consumer_group: entry.group,
    ...(consumer === undefined ? {} : { consumer_name: consumer }),
    ...(handler === undefined ? {} : { handler_type: handler }),
    reason: entry.reason,
    ...(error.type === "" ? {} : { error_type: error.type }),
    error_message: error.message,
    attempts: entry.attempts,
    first_failed_at: new Date(entry.firstFailedAt).toISOString(),
    dead_lettered_at: new Date(entry.deadLetteredAt).toISOString(),
    reprocess_count: entry.reprocessCount,
    status: entry.status,
  };
}

/** The wire's headers are the fields of a stream entry; the body stands beside them as `body`. */
function rawFields({ raw: { headers, body } }: DeadLetter): Record<string, string> {
  const fields = Object.entries(headers).map(([name, value]) => [
    name,
    Buffer.from(value).toString("base64"),
  ]);
  return Object.fromEntries([...fields, ["body", Buffer.from(body).toString("base64")]]);
}
