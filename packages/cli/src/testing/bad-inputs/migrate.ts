import { type BadInput, put } from "./bad-input.ts";

/** Old events that cannot be read at all, or have nowhere to go. */
export const migrate: readonly BadInput[] = [
  {
    when: "a migration of nothing",
    args: ["migrate"],
    exit: 2,
    code: "USAGE_ARGUMENTS",
    says: "wants IN: a file of events",
  },
  {
    when: "events and their report in one place",
    args: ["migrate", "-", "out.json", "--report", "./out.json"],
    exit: 2,
    code: "USAGE_ARGUMENTS",
    says: "to the same place, out.json",
  },
  {
    when: "an old format nobody knows",
    args: ["migrate", "-", "--format", "outbox"],
    exit: 2,
    code: "USAGE_FLAG_VALUE",
    says: 'was given "outbox"',
  },
  {
    when: "a type that nobody knows",
    args: ["migrate", "-", "--type", "com.foundry.*"],
    exit: 4,
    code: "NO_INPUT",
    says: "com.foundry.* names no contract",
  },
  {
    when: "old events that are not there",
    args: ["migrate", "old.jsonl"],
    exit: 4,
    code: "FILE_MISSING",
    says: "old.jsonl does not exist",
  },
  {
    when: "an array of old events that stops",
    given: put("old.jsonl", '[{"a":1},'),
    args: ["migrate", "old.jsonl"],
    exit: 4,
    code: "JSON_SYNTAX",
    says: "found the end of the text",
    at: "old.jsonl:1:10",
  },
  {
    when: "a report that cannot be written",
    given: put("file", ""),
    args: ["migrate", "-", "new.jsonl", "--report", "file/report.json"],
    exit: 4,
    code: "FILE_WRITE",
    says: "file/report.json",
  },
];
