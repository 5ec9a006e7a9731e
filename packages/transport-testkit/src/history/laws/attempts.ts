import type { Law } from "../law.ts";

export const attempts: Law = {
  id: "attempts",
  sentence: "where attempts are counted, they count 1, 2, 3 …",
  *check({ groups }, { attempts: isExpected = false }) {
    if (!isExpected) return;
    for (const [name, { deliveries }] of groups) {
      const last = new Map<string, number>();
      for (const { id, attempt } of deliveries) {
        const expected = (last.get(id) ?? 0) + 1;
        if (attempt !== expected)
          yield `${id} came to the group ${name} as attempt ${attempt}, after ${expected - 1} before it`;
        last.set(id, attempt);
      }
    }
  },
};
