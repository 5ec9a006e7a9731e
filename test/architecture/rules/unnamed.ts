import type { House } from "../house.ts";
import { isStray, isWhollyFree, manifestOf } from "../house.ts";
import { floorNumber } from "../law.ts";
import type { Broken } from "../violation.ts";
import { defineRule } from "./rule.ts";

export const unnamed = defineRule({
  name: "unnamed",
  *check(house) {
    yield* withoutFloor(house);
    yield* withoutWorkspace(house);
    yield* promisedToBrowsers(house);
  },
});

function* withoutFloor({ law, packages }: House): Iterable<Broken> {
  for (const owner of packages)
    if (!isWhollyFree(law, owner) && floorNumber(law, owner.folder) === undefined)
      yield { at: manifestOf(owner), says: `makes ${owner.folder} a package`, fact: "it stands on no floor" };
}

function* withoutWorkspace({ law, packages }: House): Iterable<Broken> {
  const strays = packages.flatMap((owner) => owner.files.filter((file) => isStray(law, owner, file)));
  for (const [top = "", files] of Map.groupBy(strays, ({ path }) => path.split("/")[0]))
    yield {
      at: top,
      says: `holds ${files[0]?.path}`,
      fact: "no workspace of package.json holds it, nor is it test code",
      reasons: { wayOut: `give ${top} a package.json and name it in \`workspaces\` of the root` },
    };
}

function* promisedToBrowsers({ law, packages }: House): Iterable<Broken> {
  for (const { package: folder, entry } of law.browser) {
    const owner = packages.find((candidate) => candidate.folder === folder);
    if (owner === undefined || owner.entries.has(entry)) continue;
    const wayOut = `export "${entry}", or take it out of \`browser\` in test/architecture/layers.json`;
    yield {
      at: manifestOf(owner),
      says: `has no entry "${entry}"`,
      fact: "the law promises browsers that entry",
      reasons: { wayOut },
    };
  }
}
