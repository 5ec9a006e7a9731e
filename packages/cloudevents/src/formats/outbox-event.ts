import type { Format } from "./format.ts";
import { refuseMember } from "./refuse.ts";
import { settle } from "./settle.ts";

/** A row of the outbox from before events were CloudEvents. It keeps its id, so that what was published already is not taken for new. */
export const outboxEvent: Format = {
  name: "outbox_event",
  detects: ({ event_type, payload }) => event_type !== undefined && payload !== undefined,
  read(value, context) {
    const { event_type: name, payload, id, created_at: time, branch, commit_id: commit, author } = value;
    if (typeof name !== "string" || name === "")
      return refuseMember("/event_type", name, "a text that names a type");
    const parts = { name, origin: value, id, time, data: payload, extensions: { branch, commit, author } };
    return settle(parts, context);
  },
};
