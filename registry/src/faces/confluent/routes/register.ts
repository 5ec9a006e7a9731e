import { register } from "../../../core/commands/register.ts";
import type { ContentParts, ContentReference } from "../../../core/content.ts";
import type { State } from "../../../core/state/state.ts";
import { latestVersion } from "../../../core/state/subject-state.ts";
import { parseSubjectName } from "../../../core/subject-name.ts";
import { contentObject } from "../answers.ts";
import { readSchemaRequest, type SchemaRequest } from "../body.ts";
import { withInherited } from "../inherited.ts";
import { refusals } from "../refusal.ts";
import type { Call, Route } from "../route.ts";
import { qualify, requireSubjectName, resolveAlias } from "../subject.ts";

export const registerRoute: Route = {
  method: "POST",
  path: "/subjects/:subject/versions",
  role: "write",
  async answer({ world: { registry, judge }, state, params, query, body, origin, context }) {
    const { subject: asSent = "" } = params;
    const named = qualify(asSent, context);
    requireSubjectName(named, asSent);
    const subject = resolveAlias(state, named);
    const request = readSchemaRequest(body);
    const { id, version } = request;
    const made = await registry.execute(
      register(
        {
          subject,
          ...withInherited(state, subject, partsOf(state, subject, request)),
          ...(query.flag("normalize") && { normalise: true }),
          ...(id !== undefined && { id }),
          ...(version !== undefined && { version }),
        },
        judge,
      ),
      origin,
    );
    const content = registry.state.content(made.content);
    const what = content && contentObject(content, parseSubjectName(subject).context);
    return { id: made.id, version: made.version, ...what };
  },
};

/** What is sent, with subjects in their one spelling; without a text, that of the latest version. */
export function partsOf(state: State, subject: string, request: SchemaRequest): ContentParts {
  const { text, references, metadata, ruleSet } = request;
  const said = { ...(metadata && { metadata }), ...(ruleSet && { ruleSet }) };
  if (text.trim() !== "") return { text, references: references.map(within(state, subject)), ...said };
  const known = state.subject(subject);
  const latest = known && latestVersion(known);
  const content = latest && state.content(latest.content);
  if (content === undefined) throw refusals.invalidSchema("Empty schema");
  return { text: content.text, references: content.references, ...said };
}

/** A reference without a context is one of the context that it stands in; -1 is the latest there is now. */
function within(state: State, from: string): (reference: ContentReference) => ContentReference {
  const { context } = parseSubjectName(from);
  return ({ name, subject, version }) => {
    const named = qualify(subject, context);
    const known = version === -1 ? state.subject(named) : undefined;
    const latest = known && latestVersion(known);
    return { name, subject: named, version: latest?.version ?? version };
  };
}

/** The subject that a path names, behind its alias. */
export function subjectOf({ state, params: { subject = "" }, context }: Call): string {
  return resolveAlias(state, qualify(subject, context));
}
