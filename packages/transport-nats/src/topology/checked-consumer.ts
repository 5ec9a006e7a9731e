import { transportErrors } from "@concordat/runtime";
import { type ConsumerConfig, type ConsumerInfo, nanosecondsPerMs, requestWaitsMs } from "./jetstream.ts";

/** What the consumer has instead of what is wanted; `undefined` where it fits. */
type Need = {
  readonly setting: string;
  readonly wanted: string;
  readonly instead: (config: ConsumerConfig) => string | number | undefined;
};

/**
 * A consumer that exists, if it can keep a group's place. One that others made may differ from ours in what changes the pace alone, such as
 * `max_ack_pending` and `ack_wait`, and not in what would lose messages, or leave requests for them without an answer for ever.
 *
 * Throws TOPOLOGY_MISMATCH.
 */
export function checkedConsumer(info: ConsumerInfo, name: string, subject: string): ConsumerInfo {
  for (const { setting, wanted, instead } of [...needs, onlyOf(subject)]) {
    const found = instead(info.config);
    if (found === undefined) continue;
    const what = `the consumer ${name}`;
    throw transportErrors.TOPOLOGY_MISMATCH({
      transport: "nats",
      what,
      setting,
      found: String(found),
      wanted,
    });
  }
  return info;
}

const needs: readonly Need[] = [
  {
    setting: "the kind",
    wanted: "pull",
    instead: ({ deliver_subject }) => (deliver_subject === undefined ? undefined : "push"),
  },
  {
    setting: "the kind",
    wanted: "durable",
    instead: ({ durable_name }) => (durable_name === undefined ? "ephemeral" : undefined),
  },
  {
    setting: "the ack policy",
    wanted: "explicit",
    instead: ({ ack_policy }) => (ack_policy === "explicit" ? undefined : ack_policy),
  },
  {
    setting: "inactive_threshold in ms",
    wanted: "none, since a group keeps its place without members",
    instead: ({ inactive_threshold = 0 }) => inactive_threshold / nanosecondsPerMs || undefined,
  },
  {
    // What a member gives back when it closes counts as delivered.
    setting: "max_deliver",
    wanted: "-1, since a message that comes once too often would be lost unhandled",
    instead: ({ max_deliver = -1 }) => (max_deliver > 0 ? max_deliver : undefined),
  },
  {
    setting: "headers_only",
    wanted: "false",
    instead: ({ headers_only }) => (headers_only === true ? "true" : undefined),
  },
  {
    setting: "priority_policy",
    wanted: "none",
    instead: ({ priority_policy }) => (priority_policy === "none" ? undefined : priority_policy),
  },
  {
    setting: "max_batch",
    wanted: "none, since members ask for as much as they have room for",
    instead: ({ max_batch = 0 }) => max_batch || undefined,
  },
  {
    setting: "max_expires in ms",
    wanted: `none, or ${requestWaitsMs} at least`,
    instead({ max_expires = 0 }) {
      const ms = max_expires / nanosecondsPerMs;
      return ms > 0 && ms < requestWaitsMs ? ms : undefined;
    },
  },
];

function onlyOf(subject: string): Need {
  return {
    setting: "the subject",
    wanted: subject,
    instead({ filter_subject, filter_subjects = filter_subject === undefined ? [] : [filter_subject] }) {
      const isIt = filter_subjects.length === 1 && filter_subjects[0] === subject;
      return isIt ? undefined : filter_subjects.join(", ") || "all of the stream";
    },
  };
}
