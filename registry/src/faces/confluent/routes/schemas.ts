import { isObject, type Json } from "@concordat/json";
import type { Content } from "../../../core/content.ts";
import type { State } from "../../../core/state/state.ts";
import type { VersionState } from "../../../core/state/subject-state.ts";
import { contextScope, defaultContext, parseSubjectName } from "../../../core/subject-name.ts";
import { contentAnswer, contentObject, contentOfVersion, versionObject } from "../answers.ts";
import { findById, type Identified } from "../find.ts";
import { refusals } from "../refusal.ts";
import type { Call, Route } from "../route.ts";
import { qualify, resolveAlias } from "../subject.ts";
import { contextPrefix } from "./prefix.ts";

export const schemaRoutes: readonly Route[] = [
  { method: "GET", path: "/schemas/types", role: "read", answer: () => ["JSON"] },
  {
    method: "GET",
    path: "/schemas",
    role: "read",
    answer({ state, query, context }) {
      const prefix = contextPrefix(query.text("subjectPrefix"), context);
      const deleted = query.flag("deleted");
      const latestOnly = query.flag("latestOnly");
      const ruleType = query.text("ruleType");
      const versions = state
        .subjects()
        .filter(({ name }) => prefix(name))
        .flatMap((subject) => {
          const seen = subject.versions.filter(({ isDeleted }) => deleted || !isDeleted);
          return latestOnly ? seen.slice(-1) : seen;
        })
        .filter((version) => !ruleType || hasRuleOf(contentOfVersion(state, version), ruleType));
      return query.page(versions).map((version) => versionObject(version, contentOfVersion(state, version)));
    },
  },
  {
    method: "GET",
    path: "/schemas/ids/:id",
    role: "read",
    answer(call) {
      const { content, context, version } = requireIdentified(call);
      const withMaxId = call.query.flag("fetchMaxId");
      if (version === undefined && !withMaxId) return contentAnswer(content, context);
      const place = version && { subject: version.subject, version: version.version };
      const maxId = (call.state.context(context)?.nextId ?? 1) - 1;
      return { ...place, ...contentObject(content, context), ...(withMaxId && { maxId }) };
    },
  },
  {
    method: "GET",
    path: "/schemas/ids/:id/schema",
    role: "read",
    answer: (call) => Buffer.from(requireIdentified(call).content.text),
  },
  {
    method: "GET",
    path: "/schemas/ids/:id/subjects",
    role: "read",
    answer(call) {
      const names = usersOf(call).map(({ subject }) => subject);
      return call.query.page([...new Set(names)]);
    },
  },
  {
    method: "GET",
    path: "/schemas/ids/:id/versions",
    role: "read",
    answer: (call) => call.query.page(usersOf(call)).map(({ subject, version }) => ({ subject, version })),
  },
  {
    method: "GET",
    path: "/schemas/guids/:guid",
    role: "read",
    answer: (call) => contentAnswer(requireByGuid(call), defaultContext),
  },
  {
    method: "GET",
    path: "/schemas/guids/:guid/ids",
    role: "read",
    answer({ state, params }) {
      const content = state.byGuid(params.guid ?? "");
      if (content === undefined) return [];
      return state.contexts().flatMap((context) => {
        const id = state.idOf(context, content);
        return id === undefined ? [] : [{ context, id }];
      });
    },
  },
];

function requireIdentified({ state, params, query, context }: Call): Identified {
  const { id: text = "" } = params;
  // As the original does it: what is no number has no route.
  if (!/^[+-]?[0-9]{1,10}$/.test(text)) throw refusals.notFound();
  const id = Number(text);
  const asked = query.text("subject");
  const scope = context === undefined ? undefined : contextScope(context);
  const subject = asked ? resolveAlias(state, qualify(asked, context)) : scope;
  const found = findById(state, id, subject);
  if (found === undefined) throw refusals.schemaNotFound(String(id));
  return found;
}

/** All versions that have what has the id, in its context, by name. */
function usersOf(call: Call): readonly VersionState[] {
  const { state, query } = call;
  const { content, context } = requireIdentified(call);
  const deleted = query.flag("deleted");
  return versionsAlike(state, content)
    .filter((version) => parseSubjectName(version.subject).context === context)
    .filter(({ isDeleted }) => deleted || !isDeleted)
    .toSorted((a, b) => (a.subject === b.subject ? a.version - b.version : a.subject < b.subject ? -1 : 1));
}

function versionsAlike(state: State, content: Content): readonly VersionState[] {
  return state.alike(content).flatMap((digest) => state.versionsOf(digest));
}

function requireByGuid({ state, params: { guid = "" } }: Call): Content {
  const content = state.byGuid(guid);
  if (content === undefined) throw refusals.schemaNotFound(guid);
  return content;
}

function hasRuleOf({ ruleSet }: Content, type: string): boolean {
  const rules: readonly Json[] = Object.values(ruleSet ?? {}).flatMap((each) =>
    Array.isArray(each) ? each : [],
  );
  return rules.some((rule) => isObject(rule) && rule.type === type);
}
