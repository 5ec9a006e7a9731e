import { childProcess } from "../child-process.ts";
import type { Row } from "./row.ts";

const concordat = "packages/cli/src/main.ts";
const version = (name: string) => `schemas/oms/objecttype/created/${name}.json`;

export const compatStartUp: Row = {
  name: "compat-start-up",
  description:
    "concordat compat from start to verdict, against a process that does nothing (sources, so types are stripped too)",
  cases: async () => [
    {
      name: "start, answer, end",
      baseline: childProcess("node -e 0", ["-e", "0"]),
      subjects: [
        childProcess("compat --help", [concordat, "compat", "--help"]),
        childProcess("two files, a proof", [concordat, "compat", version("1.0.0"), version("1.1.0")]),
        childProcess("two contracts, a proof", [
          concordat,
          "compat",
          "oms/objecttype/created@1.0.0",
          "oms/objecttype/created@1.1.0",
        ]),
        childProcess(
          "two files, a witness that two validators confirm",
          [concordat, "compat", version("1.0.0"), "schemas/oms/branch/created/1.0.0.json"],
          { exit: 100 },
        ),
      ],
    },
  ],
};
