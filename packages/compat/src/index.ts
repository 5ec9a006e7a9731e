export * from "./browser.ts";
export { checkCompatibility } from "./with-validators.ts";
