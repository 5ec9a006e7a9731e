import type { Catalogue, Config } from "@concordat/contracts";
import type { JsonObject } from "@concordat/json";
import type { Identity } from "../../auth/identity.ts";
import { mayDo } from "../../auth/role.ts";
import { type Command, outdated } from "../../core/command.ts";
import { type Loaded, type Loading, loadProject } from "../../core/commands/load-project.ts";
import type { Judge } from "../../core/judge.ts";
import { projectOf } from "../../core/project-of.ts";
import type { State } from "../../core/state/state.ts";
import { pushErrors } from "./errors.ts";
import { judgePush } from "./judge-push.ts";
import { promisesChanged } from "./promises-changed.ts";
import type { PushRequest } from "./push-request.ts";
import { readCompatibility } from "./read-compatibility.ts";
import { readVersions } from "./read-versions.ts";
import type { RefusedVersion } from "./refused-version.ts";

export type Pushed = {
  readonly dryRun: boolean;
  readonly versions: readonly {
    readonly id: string;
    readonly outcome: "registered" | "drafted" | "unchanged";
  }[];
};

export type PushOptions = {
  readonly judge: Judge;
  /** What is here as contracts, at the moment. */
  readonly catalogue: () => Catalogue;
  readonly dryRun: boolean;
  /** Who pushes. */
  readonly by: Identity;
};

type Prepared = {
  /** Of the state that was judged against. */
  readonly sequence: number;
  readonly loading: Loading;
  readonly refused: readonly RefusedVersion[];
};

/**
 * Takes in what a project has: all of it, or nothing. What is there already stays; what is frozen is judged by the policy
 * that the project has for it, one version after the other, as if each had been registered by itself.
 *
 * @throws PUSH_REFUSED, with every reason; PUSH_BASE; PUSH_PROMISE
 */
export function pushProject(request: PushRequest, options: PushOptions): Command<Pushed, Prepared> {
  const { dryRun } = options;
  return {
    action: "push",
    target: "the catalogue",
    prepare: async (state) => {
      const { sequence } = state;
      const { loading, refused } = readPush(state, request, options.catalogue());
      requireRole(state, loading, options.by);
      if (refused.length > 0) return { sequence, loading, refused };
      return { sequence, loading, refused: await judgePush(state, loading, options.judge) };
    },
    decide: (state, { sequence, loading, refused }) => {
      if (state.sequence !== sequence) return outdated;
      if (refused.length > 0)
        throw pushErrors.PUSH_REFUSED({ findings: refused, of: request.versions.length });
      const decision = loadProject(loading).decide(state, undefined);
      if (decision === outdated) return outdated;
      const answer = { dryRun, versions: outcomesOf(loading, decision.answer) };
      return dryRun ? { changes: [], answer } : { ...decision, answer };
    },
  };
}

/** Registering asks what is promised and cannot change it; neither can a push of somebody who may no more than register. */
function requireRole({ project }: State, loading: Loading, { actor, role }: Identity): void {
  if (mayDo(role, "admin")) return;
  const [changed] = promisesChanged(project, loading.project);
  if (changed !== undefined) throw pushErrors.PUSH_PROMISE({ actor, role: role ?? "none", changed });
}

function readPush(state: State, { project, versions }: PushRequest, known: Catalogue) {
  const base = project.base.endsWith("/") ? project.base : `${project.base}/`;
  if (known.versions.length > 0 && known.base !== base)
    throw pushErrors.PUSH_BASE({ base: known.base, pushed: base });
  const { compatibility, refused: ofSettings } = readCompatibility(project.compatibility, base);
  const { catalogue, ids, refused } = readVersions(versions, { base, known });
  const whole = projectOf({ catalogue, others: [], ...(compatibility && { compatibility }) });
  const loading: Loading = {
    versions: whole.versions.filter(({ contract, number }) => ids.has(`${contract}/${number}`)),
    project: projectJson(state, base, compatibility, project),
  };
  return { loading, refused: [...ofSettings, ...refused] };
}

/** Documents that are no contracts come with the registry, not with a push. */
function projectJson(
  { project: present }: State,
  base: string,
  compatibility: Config["compatibility"] | undefined,
  { model, accepted }: PushRequest["project"],
): JsonObject {
  return {
    base,
    others: present?.others ?? {},
    ...(compatibility && { compatibility: compatibility as unknown as JsonObject }),
    ...(model && { model }),
    ...(accepted && { accepted: accepted as unknown as JsonObject[] }),
  };
}

function outcomesOf({ versions }: Loading, { added, drafted }: Loaded): Pushed["versions"] {
  return versions.map(({ contract, number }) => {
    const id = `${contract}/${number}`;
    if (added.includes(id)) return { id, outcome: "registered" };
    return { id, outcome: drafted.includes(id) ? "drafted" : "unchanged" };
  });
}
