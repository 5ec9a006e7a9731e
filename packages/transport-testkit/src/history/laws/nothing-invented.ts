import { differenceOf } from "../fingerprint.ts";
import type { Law } from "../law.ts";

export const nothingInvented: Law = {
  id: "I5",
  sentence: "what is delivered was published there and not refused, and is what it was",
  *check({ published, groups }) {
    for (const [name, group] of groups)
      for (const { id, address, key, print } of group.deliveries) {
        const message = published.get(id);
        const to = `to the group ${name}`;
        if (message === undefined) {
          yield `${id} was delivered ${to}, and nobody published it`;
          continue;
        }
        const { record, status } = message;
        const difference = differenceOf(record.print, print);
        if (status === "refused") yield `${id} was refused, and delivered ${to} all the same`;
        if (difference !== undefined) yield `${id} came changed ${to}: ${difference}`;
        if (record.address !== address)
          yield `${id} was published at ${record.address} and delivered ${to} from ${address}`;
        if (record.key !== key) yield `${id} had the key ${record.key} and came ${to} with ${key}`;
      }
  },
};
