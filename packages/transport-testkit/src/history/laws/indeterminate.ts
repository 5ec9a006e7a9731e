import type { Law } from "../law.ts";

export const indeterminate: Law = {
  id: "I2",
  sentence: "a message of unknown outcome is there or is not there, for every group alike",
  *check({ published, groups }, { groups: expected, atRest = true }) {
    if (!atRest) return;
    for (const { status, record } of published.values()) {
      if (status !== "unknown") continue;
      const readers = Object.keys(expected).filter((name) => expected[name]?.includes(record.address));
      const has = (name: string) => {
        const group = groups.get(name);
        return group?.handled.has(record.id) === true || group?.buried.has(record.id) === true;
      };
      const [present, absent] = [readers.filter(has), readers.filter((name) => !has(name))];
      if (present.length > 0 && absent.length > 0)
        yield `${record.id} of unknown outcome reached ${present.join(", ")} and not ${absent.join(", ")}`;
    }
  },
};
