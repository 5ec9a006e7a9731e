const prefix = "/oms/";

/** `/oms/feature/users`, of the branch `feature/users`; what a URI cannot hold is escaped. */
export function sourceOfBranch(branch: string | undefined): string {
  if (branch === undefined) return "/oms";
  const words = branch.toWellFormed().split("/");
  return prefix + words.map(encodeURIComponent).join("/");
}

/** The branch that a source of this form names. */
export function branchOfSource(source: unknown): string | undefined {
  if (typeof source !== "string" || !source.startsWith(prefix) || source === prefix) return undefined;
  return decodedOr(source.slice(prefix.length));
}

/** Percent signs that escape nothing are taken as what they are: old code wrote branches without escaping. */
export function decodedOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
