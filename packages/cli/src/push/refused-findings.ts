import type { Catalogue } from "@concordat/contracts";
import { compareFindings, type Finding } from "@concordat/errors";
import type { RefusedVersion } from "@concordat/registry-client";
import type { Project } from "../project/open-project.ts";

/** What the registry has against a push, at the places of the files that it came from. */
export function refusedFindings(
  refused: readonly RefusedVersion[],
  catalogue: Catalogue,
  project: Project,
): readonly Finding[] {
  return refused.map((each) => findingOf(each, catalogue, project)).sort(compareFindings);
}

function findingOf(
  { id, code, message, hint, rule = "registry", pointer, witness }: RefusedVersion,
  catalogue: Catalogue,
  { shown }: Project,
): Finding {
  const version = catalogue.byId(id);
  const place = version?.source.locate(pointer ?? "");
  const range = place && (place.name ?? place.value);
  return {
    rule,
    code,
    severity: "error",
    message: version === undefined ? `${id}: ${message}` : message,
    hint,
    at: {
      ...(version && { file: shown(version.file), contract: id }),
      ...(pointer !== undefined && { pointer }),
      ...(range && pointer !== undefined && { range }),
    },
    ...(witness !== undefined && { notes: [{ label: "witness", text: JSON.stringify(witness) }] }),
  };
}
