import type { House, Link } from "../house.ts";
import { saying } from "../house.ts";
import { defineRule } from "./rule.ts";

/** Follows value imports from the entry, through our packages, as a bundler would. */
export const browser = defineRule({
  name: "browser",
  *check(house) {
    for (const { package: folder, entry, only } of house.law.browser) {
      const owner = house.packages.find((candidate) => candidate.folder === folder);
      const start = owner?.entries.get(entry);
      if (owner === undefined || start === undefined) continue;
      const title = `${owner.name}${entry.slice(1)}`;
      for (const { link, way } of reachedFrom(start, house)) {
        const { target } = link;
        if (target.kind === "builtin")
          yield { ...saying(link), fact: `${title} runs in browsers and reaches it by ${way.join(" → ")}` };
        if (target.kind === "package" && target.to !== owner && only?.includes(target.to.folder) === false)
          yield { ...saying(link), fact: `${title} reaches nothing of ours but ${only.join(", ")}` };
      }
    }
  },
});

function* reachedFrom(
  start: string,
  { links }: House,
): Generator<{ readonly link: Link; readonly way: readonly string[] }> {
  const byFile = Map.groupBy(
    links.filter((link) => !link.import.typeOnly),
    ({ file }) => file,
  );
  const ways = new Map([[start, [start]]]);
  for (const [file, way] of ways)
    for (const link of byFile.get(file) ?? []) {
      yield { link, way };
      const next = "file" in link.target ? link.target.file : undefined;
      if (next !== undefined && !ways.has(next)) ways.set(next, [...way, next]);
    }
}
