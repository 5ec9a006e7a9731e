import { defineGenerator } from "@concordat/gen-core";
import { generateSdk } from "./sdk/generate-sdk.ts";

export default defineGenerator({
  name: "typescript",
  about: "a package of types, validators, event constructors and a typed bus",
  generate: generateSdk,
});
export { isIdentifierName, isReserved, legalName } from "./language/identifiers.ts";
export { templateType } from "./language/template-literal.ts";
export { memberName, stringLiteral, typescript } from "./language/typescript.ts";
export { docLines } from "./types/doc-lines.ts";
export { type GenerateTypesOptions, generateTypes } from "./types/generate-types.ts";
export type { UnknownMembers } from "./types/members.ts";
export {
  printTypeModules,
  type TypeModule,
  type TypeModulesInput,
  type TypeModulesOptions,
  type TypeOptions,
  type TypeRoot,
} from "./types/print-modules.ts";
