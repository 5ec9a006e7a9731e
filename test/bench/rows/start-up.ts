import { childProcess } from "../child-process.ts";
import type { Row } from "./row.ts";

export const startUp: Row = {
  name: "start-up",
  description:
    "a process that imports a package and ends, against one that does nothing (sources, so types are stripped too)",
  cases: async () => [
    {
      name: "start and end",
      baseline: childProcess("node -e 0", ["-e", "0"]),
      subjects: [
        childProcess("an empty module", ["--input-type=module", "-e", ""]),
        childProcess("@concordat/json", ["--input-type=module", "-e", 'import "@concordat/json";']),
      ],
    },
  ],
};
