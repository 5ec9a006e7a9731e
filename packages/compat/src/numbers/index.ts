export type { NumberAtom } from "./number-atom.ts";
export { type Rational, rationalOf, toNumber } from "./rational.ts";
export { solveNumbers } from "./solve-numbers.ts";
