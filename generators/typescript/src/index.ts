import { defineGenerator } from "@concordat/gen-core";
import { generateSdk } from "./sdk/generate-sdk.ts";

export { typescript } from "./language/typescript.ts";

export default defineGenerator({
  name: "typescript",
  about: "a package of types, validators, event constructors and a typed bus",
  generate: generateSdk,
});
