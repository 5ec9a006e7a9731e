import type { Law } from "../law.ts";
import { named } from "../named.ts";

export const noLoss: Law = {
  id: "I1",
  sentence: "what was stored is handled by every group that reads its address, or is a dead letter of it",
  *check({ published, groups }, { groups: expected, atRest = true }) {
    if (!atRest) return;
    for (const [name, addresses] of Object.entries(expected)) {
      const group = groups.get(name);
      const lost = [...published.values()].filter(
        ({ status, record: { id, address } }) =>
          status === "stored" &&
          addresses.includes(address) &&
          !group?.handled.has(id) &&
          !group?.buried.has(id),
      );
      if (lost.length > 0)
        yield `the group ${name} never handled ${named(lost.map(({ record }) => record.id))}, stored at ${lost[0]?.record.address}`;
    }
  },
};
