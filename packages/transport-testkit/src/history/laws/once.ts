import type { Law } from "../law.ts";

export const once: Law = {
  id: "once",
  sentence: "where nothing went wrong, nothing comes again that was handled",
  *check({ groups }, { once: isExpected = false }) {
    if (!isExpected) return;
    for (const [name, { again }] of groups)
      for (const [id, times] of again)
        yield `${id} was handed to the group ${name} ${times === 1 ? "once more" : `${times} times more`} after it was handled`;
  },
};
