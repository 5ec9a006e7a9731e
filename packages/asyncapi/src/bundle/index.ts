export { bundleDocument } from "./bundle-document.ts";
