export * from "./browser.ts";
export { checkCompatibility, checkWithin } from "./with-validators.ts";
