import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { interpretDocument, type ModelReading, readCommittedModel, readModel } from "@concordat/asyncapi";
import type { Catalogue } from "@concordat/contracts";
import { judgeSchema } from "@concordat/gate";
import type { Project } from "../project/open-project.ts";

export type AsyncapiReading = Omit<ModelReading, "from">;

const none: AsyncapiReading = { findings: [], files: [] };

/** A catalogue may do without messages; then the rules about them are silent. */
export async function readAsyncapi({ root, config }: Project): Promise<AsyncapiReading> {
  if (!existsSync(join(root, config.asyncapi))) return none;
  return readModel({ root, ...config }, { judge: judgeSchema });
}

/** The same for who wants to know who sends what only: the document is not judged, and no parser is loaded for it. */
export function readAsyncapiUnjudged({ root, config }: Project, catalogue: Catalogue): AsyncapiReading {
  const { asyncapi } = config;
  if (!existsSync(join(root, asyncapi))) return none;
  const committed = readCommittedModel({ root, ...config });
  if (committed !== undefined) return { model: committed.model, findings: [], files: committed.files };
  const files: string[] = [];
  const readBytes = (file: string) => {
    files.push(file);
    return readFileSync(join(root, file));
  };
  const model = interpretDocument({ asyncapi, catalogue, readBytes });
  return { ...(model && { model }), findings: [], files };
}
