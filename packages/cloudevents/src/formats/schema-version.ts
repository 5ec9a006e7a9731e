/** `1.2.0`, of the address of a contract version, with or without `.json`. */
export function versionIn(dataschema: string | undefined): string | undefined {
  return /\/(\d+\.\d+\.\d+)(?:\.json)?$/.exec(dataschema ?? "")?.[1];
}

/** The address of another version of the same contract. */
export function withVersion(dataschema: string, version: string): string {
  return dataschema.replace(/\/\d+\.\d+\.\d+(\.json)?$/, (_, ending = "") => `/${version}${ending}`);
}

/** Negative where the first one is earlier. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  for (let part = 0; part < 3; part++) {
    const difference = (left?.[part] ?? 0) - (right?.[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function majorOf(version: string): number {
  return Number(version.split(".")[0]);
}
