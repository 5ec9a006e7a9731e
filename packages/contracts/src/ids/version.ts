/** `1.2.0`. Three numbers and nothing else: a version that is not frozen yet is a draft, so pre-releases have no use. */
export type Version = { readonly major: number; readonly minor: number; readonly patch: number };

export type VersionStep = "major" | "minor" | "patch";

// Nine digits: beyond them lies nothing that was counted, and sums stay exact.
const number = "(0|[1-9][0-9]{0,8})";
const pattern = new RegExp(`^${number}\\.${number}\\.${number}$`);

export function parseVersion(text: string): Version | undefined {
  const found = pattern.exec(text);
  if (found === null) return undefined;
  const [major = 0, minor = 0, patch = 0] = found.slice(1).map(Number);
  return { major, minor, patch };
}

export function formatVersion({ major, minor, patch }: Version): string {
  return `${major}.${minor}.${patch}`;
}

/** Negative when `a` is the older. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

export function latestVersion(versions: readonly Version[]): Version | undefined {
  return versions.toSorted(compareVersions).at(-1);
}

/** The version that follows by one step. The number follows from what changed; nobody chooses it. */
export function nextVersion({ major, minor, patch }: Version, step: VersionStep): Version {
  if (step === "major") return { major: major + 1, minor: 0, patch: 0 };
  if (step === "minor") return { major, minor: minor + 1, patch: 0 };
  return { major, minor, patch: patch + 1 };
}
