export type Count = { readonly checked: number; readonly bad: number; readonly findings: number };

/** `1,000 values: 998 good, 2 bad, 3 findings` */
export function summaryOf({ checked, bad, findings }: Count): string {
  const what = checked === 1 ? "1 value" : `${grouped(checked)} values`;
  if (bad === 0) return `${what}: good`;
  const verdict = checked === 1 ? "bad" : `${grouped(checked - bad)} good, ${grouped(bad)} bad`;
  return `${what}: ${verdict}, ${grouped(findings)} finding${findings === 1 ? "" : "s"}`;
}

export function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
