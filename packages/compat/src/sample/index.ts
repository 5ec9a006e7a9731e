export { type SampleOptions, type Samples, sample } from "./sample.ts";
