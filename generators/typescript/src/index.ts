export { typescript } from "./language/typescript.ts";
