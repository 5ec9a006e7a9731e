import { compareFindings, type Finding, findingOf } from "@concordat/errors";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { ContractVersion } from "../catalogue/contract.ts";
import { contractErrors } from "../errors.ts";
import type { Lock } from "./lock.ts";

const rule = "frozen";

/** What is frozen stays: every locked version is there with the content it was frozen with. */
export function verifyLock(lock: Lock, catalogue: Catalogue, schemasFolder = "schemas"): readonly Finding[] {
  return [...lock.contracts]
    .flatMap(([id, locked]): readonly Finding[] => {
      const version = catalogue.byId(id);
      if (version === undefined) return [missing(id, `${schemasFolder}/${id}.json`)];
      return version.digest === locked ? [] : [changed(version, locked)];
    })
    .sort(compareFindings);
}

function missing(id: string, file: string): Finding {
  return findingOf(contractErrors.FROZEN_MISSING({ id, file }), { rule, at: { file, contract: id } });
}

function changed({ id, contract, file, digest }: ContractVersion, locked: string): Finding {
  const error = contractErrors.FROZEN_CHANGED({ file, contract, locked, found: digest });
  return findingOf(error, { rule, at: { file, pointer: "", contract: id } });
}
