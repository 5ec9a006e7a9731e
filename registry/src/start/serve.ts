import { dirname } from "node:path";
import type { Finding } from "@concordat/errors";
import { createAuthenticate } from "../auth/authenticate.ts";
import { createTokenBook } from "../auth/token-book.ts";
import { readProject } from "../core/read-project.ts";
import { registryErrors } from "../errors.ts";
import { createServer } from "../server.ts";
import type { Settings } from "../settings/table.ts";
import { decideAccess } from "./access.ts";
import { listen } from "./listen.ts";

export type RunningRegistry = {
  readonly url: string;
  /** One line for people: what is served, and to whom. */
  readonly announcement: string;
  /** Lets requests under way end, then lets go of everything. May be called twice. */
  close(): Promise<void>;
};

export type StartOptions = {
  /** Where the log goes, one JSON object a line. Default: nowhere. */
  readonly log?: { write(line: string): void };
  /** Told what is wrong with the files of the catalogue; what can be read of it is served. */
  readonly onFindings?: (findings: readonly Finding[]) => void;
};

/** This repository: what is served when nothing else is asked for. */
const shippedProject = dirname(dirname(dirname(import.meta.dirname)));

/** A registry as its settings say, listening. Throws what to do about it where it cannot start; nothing is left running then. */
export async function startRegistry(
  settings: Settings,
  { log, onFindings = () => {} }: StartOptions = {},
): Promise<RunningRegistry> {
  const folder = settings.project ?? shippedProject;
  const { snapshot, findings } = readProject(folder);
  onFindings(findings);
  if (snapshot === undefined) throw registryErrors.PROJECT_UNUSABLE({ folder });
  const tokens = createTokenBook();
  const access = decideAccess(settings, { hasTokens: tokens.list().length > 0 });
  const server = await createServer({
    snapshot,
    access: {
      authenticate: createAuthenticate({
        tokenOf: tokens.get,
        adminToken: settings.adminToken,
        anonymous: access.anonymous,
        now: Date.now,
      }),
      publicHost: settings.publicUrl && new URL(settings.publicUrl).host,
    },
    limits: settings,
    ...(log && { log: { level: settings.logLevel, stream: log } }),
  });
  const { url } = await listen(server, settings);
  const { contracts, versions } = snapshot.catalogue;
  return {
    url,
    announcement: `${contracts.length} contracts in ${versions.length} versions at ${url}`,
    close: async () => server.close(),
  };
}
