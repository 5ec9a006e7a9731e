import { parseJson } from "@concordat/json";
import { closureOf } from "../../../core/closure.ts";
import { dialectOf, judge, obligationOf } from "../../../core/compatibility.ts";
import { digestOfParts } from "../../../core/content.ts";
import type { VersionState } from "../../../core/state/subject-state.ts";
import { readSchemaRequest } from "../body.ts";
import { readVersion } from "../find.ts";
import { withInherited } from "../inherited.ts";
import { incompatibilityMessages } from "../messages.ts";
import { refusals } from "../refusal.ts";
import { refusalOf } from "../refusal-of.ts";
import type { Call, Route } from "../route.ts";
import { partsOf, subjectOf } from "./register.ts";

export const compatibilityRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/compatibility/subjects/:subject/versions",
    role: "read",
    answer: (call) => checked(call, undefined),
  },
  {
    method: "POST",
    path: "/compatibility/subjects/:subject/versions/:version",
    role: "read",
    answer(call) {
      const wanted = readVersion(call.params.version ?? "");
      return checked(call, versionsToAnswerTo(call, wanted));
    },
  },
];

/** The latest of a subject that is not there is nothing to answer to; a number that is not there is a mistake. */
function versionsToAnswerTo(call: Call, wanted: ReturnType<typeof readVersion>): readonly VersionState[] {
  const { state } = call;
  const subject = subjectOf(call);
  if (wanted === "latest")
    return (
      state
        .subject(subject)
        ?.versions.filter(({ isDeleted }) => !isDeleted)
        .slice(-1) ?? []
    );
  const found = state
    .subject(subject)
    ?.versions.find(({ version, isDeleted }) => version === wanted && !isDeleted);
  if (found === undefined) throw refusals.versionNotFound(String(wanted));
  return [found];
}

/** Against these versions, or against those that registering would answer to. */
async function checked(call: Call, against: readonly VersionState[] | undefined) {
  const messages = await messagesOf(call, against);
  const isCompatible = messages.length === 0;
  return { is_compatible: isCompatible, ...(call.query.flag("verbose") && { messages }) };
}

async function messagesOf(
  call: Call,
  against: readonly VersionState[] | undefined,
): Promise<readonly string[]> {
  const { state, world, query, body } = call;
  const subject = subjectOf(call);
  try {
    const parts = withInherited(state, subject, partsOf(state, subject, readSchemaRequest(body)));
    const schema = parseJson(parts.text);
    const root = { ...parts, digest: digestOfParts(parts) };
    const closure = closureOf(state, root, dialectOf(state.subject(subject)), schema);
    await world.judge.requireValid(closure);
    const obligation = obligationOf(state, subject, parts, against);
    return incompatibilityMessages(await judge(state, closure, obligation, world.judge), obligation.policy);
  } catch (error) {
    const refusal = refusalOf(error);
    // Who asks for every word gets this one, too, as a reason like others.
    if (query.flag("verbose") && refusal.code === 42201) return [refusal.message];
    throw error;
  }
}
