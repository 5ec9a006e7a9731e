import { deleteContext } from "../../../core/commands/delete-context.ts";
import { defaultContext } from "../../../core/subject-name.ts";
import { noContent, type Route } from "../route.ts";
import { readContext } from "../subject.ts";

export const contextRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/contexts",
    role: "read",
    answer({ state, query }) {
      const others = state.contexts().filter((context) => context !== defaultContext);
      const prefix = query.text("contextPrefix") ?? "";
      return query.page([defaultContext, ...others].filter((context) => context.startsWith(prefix)));
    },
  },
  {
    method: "DELETE",
    path: "/contexts/:context",
    role: "admin",
    async answer({ world, params, origin }) {
      await world.registry.execute(deleteContext(readContext(params.context ?? "")), origin);
      return noContent;
    },
  },
];
