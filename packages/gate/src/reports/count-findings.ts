import { type Finding, type Standing, standingOf } from "@concordat/errors";

/** `2 errors, 1 warning, 1 accepted`, or `no findings`. */
export function countFindings(findings: readonly Finding[]): string {
  const count = (standing: Standing) => findings.filter((finding) => standingOf(finding) === standing).length;
  const accepted = count("accepted");
  const parts = [
    plural(count("error"), "error"),
    plural(count("warning"), "warning"),
    accepted > 0 ? `${accepted} accepted` : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? "no findings" : parts.join(", ");
}

function plural(count: number, noun: string): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
