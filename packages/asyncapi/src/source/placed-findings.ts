import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalogue } from "@concordat/contracts";
import type { Finding } from "@concordat/errors";
import type { Project } from "../model/project.ts";
import { createProjectFiles } from "./files.ts";

/**
 * Findings that were made on the model, with their lines in the document. A model remembers names and no places, so this reads the document once
 * more; what stands behind a reference has the place of the reference.
 */
export function placedFindings(
  findings: readonly Finding[],
  { root, asyncapi }: Pick<Project, "root" | "asyncapi">,
  catalogue: Catalogue,
): readonly Finding[] {
  if (findings.length === 0) return findings;
  const files = createProjectFiles((file) => readFileSync(join(root, file)), catalogue);
  files.open(asyncapi);
  return findings.map((finding) => {
    const { file, pointer } = finding.at;
    if (file !== asyncapi || pointer === undefined) return finding;
    return { ...finding, at: { ...finding.at, ...files.placeOf({ file, pointer }) } };
  });
}
