import { wordsOf } from "@concordat/gen-core";

const longest = 100;

/**
 * A file name for each name, all different also where the case of letters does not count, and harmless whatever the names are:
 * small letters, digits, hyphens and dots of ASCII. `oms/objecttype/created` is `oms.objecttype.created`.
 */
export function fileNames(names: Iterable<string>): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const given = new Map<string, string>();
  for (const name of names) {
    if (given.has(name)) continue;
    const plain = plainName(name);
    let file = plain;
    for (let count = 2; taken.has(file); count++) file = `${plain}-${count}`;
    taken.add(file);
    given.set(name, file);
  }
  return given;
}

function plainName(name: string): string {
  const parts = name.split(/[/.]/).map((part) =>
    wordsOf(part)
      .map((word) => word.replace(/[^a-z0-9]/g, ""))
      .filter((word) => word !== "")
      .join("-"),
  );
  const file = parts
    .filter((part) => part !== "")
    .join(".")
    .slice(0, longest)
    .replace(/[.-]+$/, "");
  if (file === "") return "unnamed";
  // Windows opens a device of that name; and a folder's own page is its index.
  return /^(?:con|prn|aux|nul|com\d|lpt\d|index)(?:\.|$)/.test(file) ? `${file.replace(".", "-.")}-` : file;
}
