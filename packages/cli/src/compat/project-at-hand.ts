import type { Io } from "../io.ts";
import { isInProject, openProject, type Project } from "../project/open-project.ts";
import { type ReadProject, readProject } from "../project/read-project.ts";
import type { CommonFlagValues } from "../verb.ts";

/** The project around, for a command that can do without one: two files need no catalogue, so none is read for them. */
export type ProjectAtHand = {
  /** Whether there is one, or one was asked for. */
  exists(): boolean;
  /** Read when first asked for. Throws where there is none, or where its settings are broken. */
  open(): { readonly project: Project; readonly read: ReadProject };
};

export function projectAtHand(flags: CommonFlagValues, io: Io): ProjectAtHand {
  let opened: ReturnType<ProjectAtHand["open"]> | undefined;
  return {
    exists: () => flags.project !== undefined || isInProject(io.cwd),
    open() {
      if (opened === undefined) {
        const project = openProject(flags, io);
        opened = { project, read: readProject(project) };
      }
      return opened;
    },
  };
}
