import type { AcceptedBreak, CatalogueModel, Config, ContractVersion } from "@concordat/contracts";
import type { JsonObject } from "@concordat/json";
import type { ProjectPush } from "@concordat/registry-client";

export type Pushable = {
  readonly config: Config;
  readonly versions: readonly ContractVersion[];
  readonly accepted: readonly AcceptedBreak[];
  readonly model?: CatalogueModel | undefined;
};

/** A project as a registry takes it in. */
export function pushRequest({ config, versions, accepted, model }: Pushable): ProjectPush {
  const project = {
    base: config.base,
    compatibility: config.compatibility,
    // The contracts are what is pushed; standing twice, they could differ.
    ...(model && { model: { ...model, contracts: [] } }),
    accepted: accepted.flatMap(acceptedPair),
  };
  return {
    project: project as unknown as JsonObject,
    versions: versions.map(({ contract, version, source, file, frozen }) => ({
      contract,
      number: version,
      text: source.text,
      file,
      ...(!frozen && { draft: true }),
    })),
  };
}

/** One that is about a version that is gone concerns no version that could be pushed. */
function acceptedPair({ contract, rule, direction, before, after, reason }: AcceptedBreak) {
  if (after === undefined) return [];
  return [
    {
      contract,
      rule,
      ...(direction !== undefined && { direction }),
      before: before.version,
      after: after.version,
      reason,
    },
  ];
}
