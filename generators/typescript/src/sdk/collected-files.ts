import { type Code, code, printFile } from "@concordat/gen-core";
import { typescript } from "../language/typescript.ts";
import type { SdkContract } from "./contracts.ts";
import { between } from "./imports.ts";
import { exportFrom, exportTypeFrom, linesOf } from "./pieces.ts";

export type Collected = {
  readonly contracts: readonly SdkContract[];
  readonly command: string;
  readonly ending: string;
};

/** `contracts.ts`: everything that is no event, for requests, responses, settings and parts. */
export function contractsFile({ contracts, command, ending }: Collected): string {
  const exports = contracts.flatMap(({ folder, type, value }) => {
    const from = (file: string) => between("src/contracts", `${folder}/${file}`, ending);
    return [exportFrom([typescript.identifier(value)], from("contract")), exportTypeFrom(type, from("data"))];
  });
  return moduleOf(exports, command);
}

/** `testing.ts`: data for tests. */
export function testingFile({ contracts, command, ending }: Collected): string {
  const exports = contracts.map(({ folder, type }) => {
    const names = [`sample${type}`, `smallest${type}`].map(typescript.identifier);
    return exportFrom(names, between("src/testing", `${folder}/sample`, ending));
  });
  return moduleOf(exports, command);
}

function moduleOf(exports: readonly Code[], command: string): string {
  return printFile({ command, body: exports.length === 0 ? code`export {};` : linesOf(exports) }, typescript);
}
