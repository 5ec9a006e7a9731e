export { docs, docs as default } from "./generator.ts";
export { contractsDocument } from "./markdown/contracts-document.ts";
export { docsSite, type SiteOptions } from "./site/docs-site.ts";
export { bundleFile } from "./site/page.ts";
