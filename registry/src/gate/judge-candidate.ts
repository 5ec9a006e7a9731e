import { createCatalogue, parseVersionedId, toContractVersion } from "@concordat/contracts";
import type { Finding } from "@concordat/errors";
import { lintCatalogue } from "@concordat/gate";
import { checkEvolution, lockBaseline } from "@concordat/gate/evolution";
import { parseJsonDocument } from "@concordat/json";
import { createSecondOpinion } from "@concordat/validator/second-opinion";
import { registryErrors } from "../errors.ts";
import type { CandidateQuestion, CandidateText, CandidateVerdict } from "./candidate.ts";

/**
 * What the gate has against a new version, in the same words as for a project on disk. Where lint finds an error the
 * promises are not looked at: of a document that means nothing they would say nothing.
 */
export async function judgeCandidate(question: CandidateQuestion): Promise<CandidateVerdict> {
  const { candidate, others, base, compatibility, today } = question;
  const frozen = new Set(others.filter(({ isFrozen }) => isFrozen).map(({ id }) => id));
  const read = (each: CandidateText) => versionOf(each, base, (id) => frozen.has(id));
  const catalogue = createCatalogue(base, [...others.map(read), read(candidate)]);
  const isCandidate = ({ id }: { readonly id: string }) => id === candidate.id;
  const isAbout = ({ at }: Finding) => at.contract === candidate.id || at.file === candidate.file;

  const { findings } = await lintCatalogue({
    catalogue,
    today,
    isAsked: isCandidate,
    secondOpinion: createSecondOpinion,
  });
  const lint = findings.filter(isAbout);
  if (lint.some(({ severity }) => severity === "error")) return { lint, evolution: [] };

  const digests = catalogue.versions
    .filter(({ id }) => frozen.has(id))
    .map(({ id, digest }) => [id, digest] as const);
  const lock = { contracts: new Map(digests) };
  const { findings: broken, changes } = checkEvolution({
    catalogue,
    lock,
    baseline: lockBaseline(catalogue, lock),
    config: { compatibility, asyncapi: "asyncapi.yaml", schemas: "schemas" },
    freezing: new Set([candidate.id]),
    today,
  });
  const { step, derived } = changes.find(({ change }) => isCandidate(change.side.version)) ?? {};
  return {
    lint,
    evolution: broken.filter(isAbout),
    ...(step && { step }),
    ...(derived && { derived }),
  };
}

function versionOf({ id, text, file }: CandidateText, base: string, isFrozen: (id: string) => boolean) {
  const place = parseVersionedId(id);
  if (place === undefined) throw registryErrors.SERVER_FAULT();
  const version = toContractVersion(parseJsonDocument(text), { id: place, file, base }, isFrozen);
  if (version instanceof Error) throw version;
  return version;
}
