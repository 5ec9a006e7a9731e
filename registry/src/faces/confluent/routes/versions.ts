import { deleteVersion } from "../../../core/commands/delete.ts";
import { contentOfVersion, versionAnswer } from "../answers.ts";
import { readVersion, requireSubject, requireVersion } from "../find.ts";
import type { Call, Route } from "../route.ts";
import { subjectOf } from "./register.ts";

export const versionRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/subjects/:subject/versions",
    role: "read",
    answer(call) {
      const { state, query } = call;
      const deletedOnly = query.flag("deletedOnly");
      const asNegative = query.flag("deletedAsNegative");
      const deleted = deletedOnly || query.flag("deleted");
      const { versions } = requireSubject(state, subjectOf(call), deleted);
      const listed = versions
        .filter(({ isDeleted }) => asNegative || (deletedOnly ? isDeleted : deleted || !isDeleted))
        .map(({ version, isDeleted }) => (asNegative && isDeleted ? -version : version));
      return query.page(listed);
    },
  },
  {
    method: "GET",
    path: "/subjects/:subject/versions/:version",
    role: "read",
    answer: (call) => versionAnswer(call.state, versionOf(call)),
  },
  {
    method: "GET",
    path: "/subjects/:subject/versions/:version/schema",
    role: "read",
    answer: (call) => Buffer.from(contentOfVersion(call.state, versionOf(call)).text),
  },
  {
    // Ids of what refers to it.
    method: "GET",
    path: "/subjects/:subject/versions/:version/referencedby",
    role: "read",
    answer(call) {
      const { state, query, params } = call;
      const version = requireVersion(state, subjectOf(call), readVersion(params.version ?? ""), true);
      const ids = state
        .referrersOf(version)
        .filter(({ isDeleted }) => query.flag("deleted") || !isDeleted)
        .map(({ id }) => id);
      return query.page([...new Set(ids)].sort((a, b) => a - b));
    },
  },
  {
    method: "DELETE",
    path: "/subjects/:subject/versions/:version",
    role: "write",
    answer(call) {
      const { world, params, query, origin } = call;
      const wanted = readVersion(params.version ?? "");
      const permanent = query.flag("permanent");
      return world.registry.execute(deleteVersion(subjectOf(call), wanted, { permanent }), origin);
    },
  },
];

function versionOf(call: Call) {
  const { state, params, query } = call;
  return requireVersion(state, subjectOf(call), readVersion(params.version ?? ""), query.flag("deleted"));
}
