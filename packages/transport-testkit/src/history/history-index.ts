import type { HistoryRecord } from "./history.ts";

type Of<Did extends HistoryRecord["did"]> = Extract<HistoryRecord, { readonly did: Did }>;

export type Published = {
  readonly record: Of<"publish">;
  /** Of all publishes of this event, the first counts. */
  readonly order: number;
  status: "stored" | "refused" | "unknown" | "unanswered";
};

/** What one group did, in order. */
export type GroupIndex = {
  readonly deliveries: readonly Of<"deliver">[];
  /** The first handling of each event, in order. */
  readonly handled: ReadonlySet<string>;
  readonly buried: ReadonlySet<string>;
  readonly effects: ReadonlyMap<string, number>;
  /** Events that were handed out after they were handled, and how often. */
  readonly again: ReadonlyMap<string, number>;
};

export type HistoryIndex = {
  readonly published: ReadonlyMap<string, Published>;
  readonly groups: ReadonlyMap<string, GroupIndex>;
};

/** A history, arranged for those who ask about an event or a group. */
export function indexHistory(records: readonly HistoryRecord[]): HistoryIndex {
  const published = new Map<string, Published>();
  const groups = new Map<string, ReturnType<typeof emptyGroup>>();
  const groupOf = (name: string) => {
    const group = groups.get(name) ?? emptyGroup();
    groups.set(name, group);
    return group;
  };
  for (const [order, record] of records.entries()) {
    if (record.did === "publish") {
      if (!published.has(record.id)) published.set(record.id, { record, order, status: "unanswered" });
    } else if (record.did === "answer") {
      const known = published.get(record.id);
      if (known !== undefined) known.status = surer(known.status, record.status);
    } else {
      const group = groupOf(record.group);
      if (record.did === "deliver") {
        group.deliveries.push(record);
        if (group.handled.has(record.id)) count(group.again, record.id);
      } else if (record.did === "handle") group.handled.add(record.id);
      else if (record.did === "bury") group.buried.add(record.id);
      else if (record.did === "effect") count(group.effects, record.id);
    }
  }
  return { published, groups };
}

/** Of an event that was sent more than once: stored once is stored, and refused does not say that it was not stored before. */
function surer(before: Published["status"], now: Published["status"]): Published["status"] {
  if (before === "stored" || now === "stored") return "stored";
  return before === "unknown" || now === "unknown" ? "unknown" : now;
}

function emptyGroup() {
  return {
    deliveries: [] as Of<"deliver">[],
    handled: new Set<string>(),
    buried: new Set<string>(),
    effects: new Map<string, number>(),
    again: new Map<string, number>(),
  };
}

function count(counts: Map<string, number>, id: string): void {
  counts.set(id, (counts.get(id) ?? 0) + 1);
}
