import type { Finding } from "@concordat/errors";

/** What is wrong with the files, one finding after the other. */
export function reportFindings(findings: readonly Finding[]): string {
  return findings.map(findingText).join("");
}

function findingText({ severity, code, message, hint, at: { file, range } }: Finding): string {
  const place = file && `  --> ${file}${range ? `:${range.start.line}:${range.start.column}` : ""}\n`;
  return `${severity}[${code}]: ${message}\n${place ?? ""}   = ${hint}\n`;
}
