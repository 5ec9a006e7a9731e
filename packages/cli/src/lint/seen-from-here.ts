import type { Finding } from "@concordat/errors";
import type { Project } from "../project/open-project.ts";

/** The finding with its file as the reader would type it. */
export function seenFromHere(finding: Finding, { shown }: Pick<Project, "shown">): Finding {
  const { file } = finding.at;
  return file === undefined ? finding : { ...finding, at: { ...finding.at, file: shown(file) } };
}
