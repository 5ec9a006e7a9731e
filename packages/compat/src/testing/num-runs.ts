const { CONCORDAT_COUNTS: wanted } = process.env;

/** With `CONCORDAT_COUNTS=full` random tests try many more cases, and may take their time. */
export const isFull = wanted === "full";

/** How many cases a random test tries. The run of mutants goes through each thousands of times, and so asks for few. */
export function numRunsOf(usual: number, full: number): number {
  if (isFull) return full;
  return wanted === "few" ? Math.ceil(usual / 3) : usual;
}
