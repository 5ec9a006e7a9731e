import { ConcordatError, defineErrors } from "@concordat/errors";

/** Something that cannot be generated, or not be written. Nothing was: all files are made before the first is touched. */
export class CodegenError extends ConcordatError {}

export const codegenErrors = defineErrors(CodegenError, {
  CODEGEN_PATH_ESCAPE: {
    message: (p: { path: string; trouble: string }) => `${JSON.stringify(p.path)} ${p.trouble}`,
    hint: "generated files stay inside of the output folder; choose a folder that is no link to elsewhere",
    kind: "input",
  },
  CODEGEN_FILE_COLLISION: {
    message: (p: { path: string; other: string }) =>
      p.path === p.other
        ? `two targets write ${p.path}`
        : p.path.toLowerCase().startsWith(`${p.other.toLowerCase()}/`)
          ? `${p.other} would be a file, and a folder with ${p.path} in it`
          : `${p.path} and ${p.other} would be one file where the case of letters does not count`,
    hint: "give each target an output folder of its own, and contracts names that differ in more than the case of letters",
    kind: "input",
  },
  CODEGEN_WOULD_OVERWRITE: {
    message: (p: { path: string }) => `${p.path} exists, and no generator made it`,
    hint: "move it away, or generate into another folder",
    kind: "conflict",
  },
  CODEGEN_TARGET_UNKNOWN: {
    message: (p: { target: string; reason: string }) =>
      `there is no generator for the target "${p.target}": ${p.reason}`,
    hint: "name a target that exists, or install the package that holds it (@concordat/gen-NAME, concordat-gen-NAME, or its full name)",
    kind: "usage",
  },
  CODEGEN_UNSUPPORTED: {
    message: (p: { what: string; problem: string; remedy: string }) =>
      `${p.what} cannot be generated: ${p.problem}`,
    hint: (p) => p.remedy,
    kind: "input",
  },
  CODEGEN_OPTION: {
    message: (p: { option: string; trouble: string }) => `the setting ${p.option} ${p.trouble}`,
    hint: "correct the setting in `generate` of concordat.config.json, or the flag",
    kind: "usage",
  },
});
