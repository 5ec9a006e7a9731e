import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Finding } from "@concordat/errors";
import { prometheus } from "@concordat/telemetry/prometheus";
import { createAuthenticate } from "../auth/authenticate.ts";
import type { Protection } from "../auth/protect.ts";
import { createRateLimit } from "../auth/rate-limit.ts";
import type { AnonymousRole } from "../auth/role.ts";
import { standingOfToken } from "../auth/standing.ts";
import { loadProject } from "../core/commands/load-project.ts";
import { readProject } from "../core/read-project.ts";
import { createRegistry, type Registry } from "../core/registry.ts";
import { measureStore } from "../metrics/metrics.ts";
import { createServer } from "../server.ts";
import { settingsErrors } from "../settings/errors.ts";
import type { Settings } from "../settings/table.ts";
import { openStore } from "../store/open-store.ts";
import { type Access, decideAccess } from "./access.ts";
import { addressOf } from "./address-of.ts";
import { createClosing } from "./closing.ts";
import { drain } from "./drain.ts";
import { listen } from "./listen.ts";

export type RunningRegistry = {
  readonly url: string;
  /** One line for people: what is served, and where. */
  readonly announcement: string;
  /** Lets requests under way end, then lets go of everything. May be called twice. */
  close(): Promise<void>;
};

export type StartOptions = {
  /** Where the log goes, one JSON object a line. Default: nowhere. */
  readonly log?: { write(line: string): void };
  /** Told what is wrong with the files of the catalogue; what can be read of it is served. */
  readonly onFindings?: (findings: readonly Finding[]) => void;
  readonly onWarning?: (words: string) => void;
};

/** This repository: what is served when nothing else is asked for. */
const shippedProject = dirname(dirname(dirname(import.meta.dirname)));

/**
 * A registry as its settings say, listening. Throws what to do about it where it cannot start, and leaves nothing open
 * then.
 */
export async function startRegistry(
  settings: Settings,
  options: StartOptions = {},
): Promise<RunningRegistry> {
  const closing = createClosing();
  try {
    const telemetry = prometheus();
    const store = measureStore(telemetry, closing.later(await openStore(addressOf(settings))));
    const registry = closing.later(await createRegistry({ store }));
    const access = decideAccess(settings, { hasTokens: hasValidToken(registry) });
    // An installed package brings no catalogue along.
    const hasProject = settings.project !== undefined || existsSync(join(shippedProject, "schemas"));
    if (!settings.empty && hasProject) await takeIn(registry, settings, options);
    const server = await createServer({
      registry,
      access: protectionBy(settings, access, registry),
      limits: settings,
      telemetry,
      ...(options.log && { log: { level: settings.logLevel, stream: options.log } }),
    });
    closing.later({ close: () => drain(server, settings.drainSeconds) });
    const { url } = await listen(server, settings);
    return { url, announcement: announce(registry, url), close: closing.close };
  } catch (error) {
    // What cannot be closed either says less than what went wrong before.
    await closing.close().catch(() => {});
    throw error;
  }
}

/** At every start and not at the first one alone: whoever has mended a draft expects to see it. What is frozen stays. */
async function takeIn(
  registry: Registry,
  { project = shippedProject }: Settings,
  { onFindings = () => {}, onWarning = () => {} }: StartOptions,
): Promise<void> {
  const { loading, findings } = readProject(project);
  onFindings(findings);
  if (loading === undefined) throw settingsErrors.PROJECT_UNUSABLE({ folder: project });
  const { differing } = await registry.execute(loadProject(loading), { actor: "registry" });
  for (const version of differing)
    onWarning(`${version} says something else in ${project} than in the registry, which keeps what it has`);
}

function hasValidToken({ state }: Registry): boolean {
  return [...state.tokens.values()].some((token) => standingOfToken(token, Date.now()) === "valid");
}

function protectionBy(
  settings: Settings,
  { anonymous, anonymousIsLocal, ...rates }: Access,
  registry: Registry,
): Protection {
  const { adminToken, publicUrl } = settings;
  const admit = (whom: AnonymousRole) =>
    createAuthenticate({
      tokenOf: (id) => registry.state.tokens.get(id),
      adminToken,
      anonymous: whom,
      now: Date.now,
    });
  let authenticate = admit(anonymous);
  // The first token closes a door that stood open for want of one; when the last one goes, only a start opens it again.
  const unwatch = registry.onChange(() => {
    if (!hasValidToken(registry)) return;
    authenticate = admit(decideAccess(settings, { hasTokens: true }).anonymous);
    unwatch();
  });
  return {
    authenticate: (header) => authenticate(header),
    publicHost: publicUrl && new URL(publicUrl).host,
    anonymousIsLocal,
    limitRate: createRateLimit({ ...rates, now: () => performance.now() }),
  };
}

function announce({ state }: Registry, url: string): string {
  const contracts = state.subjects().filter(({ isContract }) => isContract);
  const versions = contracts.flatMap((each) => [...each.versions, ...each.drafts]);
  return `${contracts.length} contracts in ${versions.length} versions at ${url}`;
}
