import { matches } from "../law.ts";
import { defineRule } from "./rule.ts";

export const room = defineRule({
  name: "room",
  *check({ law, guests }) {
    for (const { from, guest, at, says } of guests) {
      const home = law.rooms.find(({ names }) => matches(guest, names));
      // Node's own modules are no guests, except those that the law gives a room.
      if (home === undefined && guest.startsWith("node:")) continue;
      if (home === undefined) yield { at, says, fact: `${guest} has no room in this house` };
      else if (!matches(from.folder, home.in))
        yield { at, says, fact: `${guest} stays in ${home.in.join(" and ")}`, reasons: home };
    }
  },
});
