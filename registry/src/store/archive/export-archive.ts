import { createHash } from "node:crypto";
import { chainStart } from "../../core/chain.ts";
import type { Content } from "../../core/content.ts";
import type { LoggedChange } from "../logged-change.ts";
import type { Store } from "../store.ts";
import { type ArchiveLine, archiveFormat, archiveVersion } from "./format.ts";

/**
 * Everything that a store holds, as the lines of one file. It is read in one go while nobody writes, so that the log and
 * the contents belong together; writers wait for about as long as the registry takes to start.
 */
export async function* exportArchive(store: Store): AsyncGenerator<string> {
  const { log, contents } = await readWhole(store);
  const sum = createHash("sha256");
  const lineOf = (line: ArchiveLine): string => {
    const text = `${JSON.stringify(line)}\n`;
    sum.update(text);
    return text;
  };
  yield lineOf({
    format: archiveFormat,
    version: archiveVersion,
    contents: contents.length,
    changes: log.length,
    hash: log.at(-1)?.hash ?? chainStart,
  });
  for (const { likeness: _derived, ...content } of contents) yield lineOf({ content });
  for (const change of log) yield lineOf({ change });
  yield lineOf({ end: sum.copy().digest("hex") });
}

async function readWhole(
  store: Store,
): Promise<{ readonly log: readonly LoggedChange[]; readonly contents: readonly Content[] }> {
  let whole: Awaited<ReturnType<typeof readWhole>> = { log: [], contents: [] };
  await store.append(0, (missed, contents) => {
    whole = { log: missed, contents: [...contents.values()] };
    return undefined;
  });
  return whole;
}
