import { isObject } from "@concordat/json";
import { closureOf } from "../../../core/closure.ts";
import { deleteSubject } from "../../../core/commands/delete.ts";
import { dialectOf } from "../../../core/compatibility.ts";
import { contentOf } from "../../../core/content.ts";
import { configOf } from "../../../core/settings.ts";
import { contentOfVersion, versionAnswer } from "../answers.ts";
import { readSchemaRequest } from "../body.ts";
import { findSchema, hasVersions, requireSubject } from "../find.ts";
import { refusals } from "../refusal.ts";
import type { Route } from "../route.ts";
import { contextPrefix } from "./prefix.ts";
import { partsOf, subjectOf } from "./register.ts";

export const subjectRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/subjects",
    role: "read",
    answer({ state, query, context }) {
      const prefix = contextPrefix(query.text("subjectPrefix"), context);
      const deletedOnly = query.flag("deletedOnly");
      const deleted = deletedOnly || query.flag("deleted");
      const names = state
        .subjects()
        .filter((subject) => prefix(subject.name))
        .filter((subject) => hasVersions(subject, deleted) && !(deletedOnly && hasVersions(subject, false)))
        .map(({ name }) => name);
      return query.page(names);
    },
  },
  {
    // Whether a schema is there already, and as which version.
    method: "POST",
    path: "/subjects/:subject",
    role: "read",
    async answer(call) {
      const { state, query, body, world } = call;
      const subject = subjectOf(call);
      const request = readSchemaRequest(body);
      const deleted = query.flag("deleted");
      if (request.text.trim() !== "") {
        const parts = partsOf(state, subject, request);
        const normalise = query.flag("normalize") || configOf(state, subject).normalize === true;
        const found = findSchema(state, subject, parts, { normalise, deleted });
        if (found !== undefined) return versionAnswer(state, found);
        // What is no schema is told so, and not merely that it is not there.
        await world.judge.requireValid(closureOf(state, contentOf(parts), dialectOf(state.subject(subject))));
      }
      requireSubject(state, subject, deleted);
      throw refusals.schemaNotFound();
    },
  },
  {
    method: "DELETE",
    path: "/subjects/:subject",
    role: "write",
    answer(call) {
      const { world, query, origin } = call;
      const permanent = query.flag("permanent");
      return world.registry.execute(deleteSubject(subjectOf(call), { permanent }), origin);
    },
  },
  {
    // The latest version whose metadata has all these properties.
    method: "GET",
    path: "/subjects/:subject/metadata",
    role: "read",
    answer(call) {
      const { state, query } = call;
      const subject = subjectOf(call);
      const deleted = query.flag("deleted");
      const values = query.all("value");
      const wanted = query
        .all("key")
        .slice(0, values.length)
        .map((key, index) => [key, values[index]] as const);
      const found = state.subject(subject)?.versions.findLast((version) => {
        const { properties = null } = contentOfVersion(state, version).metadata ?? {};
        return (
          (deleted || !version.isDeleted) &&
          isObject(properties) &&
          wanted.every(([key, value]) => Object.hasOwn(properties, key) && properties[key] === value)
        );
      });
      if (found !== undefined) return versionAnswer(state, found);
      requireSubject(state, subject, deleted);
      throw refusals.schemaNotFound();
    },
  },
];
