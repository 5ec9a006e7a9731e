export { docs, docs as default } from "./generator.ts";
export { docsSite, type SiteOptions } from "./site/docs-site.ts";
