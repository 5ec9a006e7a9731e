/**
 * Keys under which things may stand in `components`, where letters, digits, `.`, `-` and `_` are allowed and nothing else. A name
 * that is one stays; of two that would become the same, the later is numbered.
 */
export function componentKeys(names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set(names.filter(isKey));
  return new Map(names.map((name) => [name, isKey(name) ? name : numbered(name, taken)]));
}

function isKey(name: string): boolean {
  return /^[A-Za-z0-9._-]+$/.test(name);
}

function numbered(name: string, taken: Set<string>): string {
  const plain = name.replace(/[^A-Za-z0-9._-]+/g, "-") || "unnamed";
  let key = plain;
  for (let count = 2; taken.has(key); count++) key = `${plain}-${count}`;
  taken.add(key);
  return key;
}
