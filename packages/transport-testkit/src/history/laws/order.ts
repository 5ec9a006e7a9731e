import type { Law } from "../law.ts";

export const order: Law = {
  id: "I4",
  sentence: "where order is expected, the first handlings of a key follow the order of publishing",
  *check({ published, groups }, { ordered = false }) {
    if (!ordered) return;
    for (const [name, group] of groups) {
      const last = new Map<string, { readonly id: string; readonly order: number }>();
      for (const id of group.handled) {
        const message = published.get(id);
        if (message?.record.key === undefined) continue;
        const lane = JSON.stringify([message.record.address, message.record.key]);
        const before = last.get(lane);
        if (before !== undefined && before.order > message.order)
          yield `the group ${name} handled ${before.id} before ${id}, and ${id} was published first, under the key ${message.record.key}`;
        else last.set(lane, { id, order: message.order });
      }
    }
  },
};
