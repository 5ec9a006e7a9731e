import { childProcess } from "../child-process.ts";
import type { Row } from "./row.ts";

const concordat = "packages/cli/src/main.ts";

export const cliStartUp: Row = {
  name: "cli-start-up",
  description:
    "the commands that should feel instant, against a process that does nothing (sources, so types are stripped too)",
  cases: async () => [
    {
      name: "start, answer, end",
      baseline: childProcess("node -e 0", ["-e", "0"]),
      subjects: [
        childProcess("concordat --version", [concordat, "--version"]),
        childProcess("concordat list", [concordat, "list"]),
      ],
    },
  ],
};
