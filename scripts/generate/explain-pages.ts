import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Generator } from "./generator.ts";

const path = "packages/cli/src/explain/pages.json";

/** The pages of `docs/errors`, `docs/doubts`, `docs/rules` and `docs/evolution` as the one file that the command carries. Comes after what writes pages. */
export function explainPages(root: string): Generator {
  return {
    name: "explain",
    owns: [path],
    run: () => {
      const pages = ["docs/errors", "docs/doubts", "docs/rules", "docs/evolution"].flatMap((folder) =>
        pagesIn(join(root, folder)),
      );
      const file = {
        generated:
          "by `npm run generate` from docs/errors, docs/doubts, docs/rules and docs/evolution; do not edit",
        pages: Object.fromEntries(pages),
      };
      return { [path]: `${JSON.stringify(file, null, 2)}\n` };
    },
  };
}

function pagesIn(folder: string): readonly (readonly [string, string])[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .sort()
    .map((name) => [basename(name, ".md"), withoutMark(readFileSync(join(folder, name), "utf8"))]);
}

/** A page that is generated itself says so in its first line, which is nothing to its reader. */
function withoutMark(page: string): string {
  return page.replace(/^<!--[^>]*-->\s*/, "");
}
