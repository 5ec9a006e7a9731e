export { DocsError, docsErrors } from "../errors.ts";
export { type RenderOptions, renderAsyncapi, tools } from "./render-asyncapi.ts";
