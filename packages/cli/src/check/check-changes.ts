import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type AcceptedBreak, acceptedFileName, type WriterAssumption } from "@concordat/contracts";
import { isFinding, parseFile, readAccepted } from "@concordat/contracts/files";
import { checkEvolution, type EvolutionResult } from "@concordat/gate/evolution";
import type { Io } from "../io.ts";
import type { AsyncapiReading } from "../lint/read-asyncapi.ts";
import type { Project } from "../project/open-project.ts";
import { refuse } from "../project/placed-error.ts";
import type { ReadProject } from "../project/read-project.ts";
import type { Base } from "./base.ts";
import { openBase } from "./open-base.ts";

export type CheckOptions = {
  /** `lock`, a commit, a folder, or a registry. */
  readonly against: string;
  readonly writer?: WriterAssumption | undefined;
  /** Ids of drafts that are to be judged as if they were frozen. */
  readonly freezing?: ReadonlySet<string>;
};

/** What there is now. */
export type Present = { readonly read: ReadProject; readonly reading: AsyncapiReading };

export type CheckedChanges = {
  readonly base: Base;
  /** Its findings name files from the project's root. */
  readonly evolution: EvolutionResult;
};

/** What changed since the base, and whether it keeps what was promised. */
export async function checkChanges(
  project: Project,
  { read, reading }: Present,
  { against, writer, freezing }: CheckOptions,
  io: Io,
): Promise<CheckedChanges> {
  const { catalogue, lock } = read;
  const accepted = requireAccepted(project);
  const base = await openBase(against, { project, read, model: reading }, io);
  // A document that is gone carries nothing any more, which is not the same as not knowing.
  const model = reading.model ?? (reading.files.length === 0 && base.baseline.model ? noModel : undefined);
  const evolution = checkEvolution({
    catalogue,
    lock,
    baseline: base.baseline,
    config: project.config,
    accepted,
    ...acceptedSource(project),
    today: dayOf(io),
    ...(model && { model }),
    ...(writer && { writer }),
    ...(freezing && { freezing }),
    unread: new Set(read.findings.flatMap(({ at }) => at.file ?? [])),
  });
  return { base, evolution };
}

const noModel = { channels: [], messages: [], operations: [] };

/** A list that cannot be read whole accepts nothing and forbids nothing: it stops the command. */
export function requireAccepted(project: Project): readonly AcceptedBreak[] {
  const { accepted, findings } = readAccepted(project.root);
  return accepted ?? refuse(findings, project.shown);
}

/** The day it is, in UTC. */
export function dayOf(io: Io): string {
  return io.now().toISOString().slice(0, 10);
}

function acceptedSource({ root }: Project) {
  try {
    const source = parseFile(readFileSync(join(root, acceptedFileName)), acceptedFileName, {
      maxBytes: 2 ** 24,
    });
    return isFinding(source) ? {} : { acceptedSource: source };
  } catch {
    return {};
  }
}
