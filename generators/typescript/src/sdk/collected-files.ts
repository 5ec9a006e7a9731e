import { code, join, newline, printFile, type SchemaEntry } from "@concordat/gen-core";
import { typescript } from "../language/typescript.ts";
import { between } from "./imports.ts";
import type { SdkNames } from "./naming.ts";
import { exportFrom, exportTypeFrom } from "./pieces.ts";

export type Collected = {
  readonly schemas: readonly SchemaEntry[];
  readonly names: SdkNames;
  readonly command: string;
  readonly ending: string;
};

/** `contracts.ts`: everything that is no event, for requests, responses, settings and parts. */
export function contractsFile({ schemas, names, command, ending }: Collected): string {
  const exports = schemas.map(({ key }) => {
    const folder = `src/contracts/${names.folders.get(key)}`;
    const from = (file: string) => between("src/contracts", `${folder}/${file}`, ending);
    const value = typescript.identifier(names.values.get(key) ?? "");
    return join(
      [exportFrom([value], from("contract")), exportTypeFrom(names.types.get(key) ?? "", from("data"))],
      newline,
    );
  });
  return printFile(
    { command, body: exports.length === 0 ? code`export {};` : join(exports, newline) },
    typescript,
  );
}

/** `testing.ts`: data for tests, for every contract that has an example. */
export function testingFile({ schemas, names, command, ending }: Collected): string {
  const exports = schemas
    .filter(({ examples }) => examples.length > 0)
    .map(({ key }) => {
      const from = between("src/testing", `src/contracts/${names.folders.get(key)}/sample`, ending);
      const type = names.types.get(key) ?? "";
      return exportFrom(
        [typescript.identifier(`sample${type}`), typescript.identifier(`smallest${type}`)],
        from,
      );
    });
  return printFile(
    { command, body: exports.length === 0 ? code`export {};` : join(exports, newline) },
    typescript,
  );
}
