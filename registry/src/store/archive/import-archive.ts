import { createHash } from "node:crypto";
import { createChainCheck } from "../../core/chain.ts";
import type { Content } from "../../core/content.ts";
import { storeErrors } from "../errors.ts";
import type { LoggedChange } from "../logged-change.ts";
import type { Batch, Store } from "../store.ts";
import type { ArchiveHead } from "./format.ts";
import { BadLine, readChange, readContent, readHead, readObject } from "./read-line.ts";
import { splitLines } from "./split-lines.ts";

/**
 * Fills an empty store with what an archive holds. All of it is read and checked first, and it is written in one piece.
 *
 * @throws ARCHIVE_INVALID with the line, STORE_NOT_EMPTY
 */
export async function importArchive(
  store: Store,
  archive: AsyncIterable<Uint8Array>,
): Promise<{ readonly changes: number; readonly contents: number }> {
  const batch = await readArchive(archive);
  await store.append(0, (there) => {
    if (there.length > 0) throw storeErrors.STORE_NOT_EMPTY({ store: store.name, changes: there.length });
    return batch;
  });
  return { changes: batch.changes.length, contents: batch.contents.length };
}

async function readArchive(archive: AsyncIterable<Uint8Array>): Promise<Batch> {
  const reading = createReading();
  let line = 0;
  try {
    for await (const bytes of splitLines(archive)) {
      line += 1;
      reading.take(bytes);
    }
    line += 1;
    return reading.finish();
  } catch (error) {
    if (!(error instanceof BadLine)) throw error;
    throw storeErrors.ARCHIVE_INVALID({ line, problem: error.message });
  }
}

/** Takes an archive line by line, and holds each to what the ones before it have said. */
function createReading() {
  const changes: LoggedChange[] = [];
  const contents = new Map<string, Content>();
  const chain = createChainCheck();
  const sum = createHash("sha256");
  let head: ArchiveHead | undefined;
  let isOver = false;

  function add(bytes: Uint8Array): void {
    const value = readObject(bytes);
    const [[name, what] = ["", null], ...others] = Object.entries(value);
    if (others.length > 0) throw new BadLine("says more than one thing");
    if (name === "content" && changes.length === 0) addContent(readContent(what));
    else if (name === "change") addChange(readChange(what));
    else if (name === "end") end(what);
    else throw new BadLine("is neither a content, nor a change, nor the end");
  }

  function addContent(content: Content): void {
    if (contents.has(content.digest)) throw new BadLine("has a content that was there before");
    contents.set(content.digest, content);
  }

  function addChange(change: LoggedChange): void {
    if (!chain.follows(change))
      throw new BadLine("does not follow the change before it: the chain of hashes is broken");
    changes.push(change);
  }

  function end(expected: unknown): void {
    const verdict = chain.verdict();
    const isWhole = contents.size === head?.contents && changes.length === head.changes;
    if (!isWhole) throw new BadLine("comes before all that the head has announced");
    if (!verdict.intact || verdict.hash !== head?.hash || expected !== sum.copy().digest("hex"))
      throw new BadLine("does not belong to the lines before it: one of them was altered");
    isOver = true;
  }

  return {
    take(bytes: Uint8Array): void {
      if (isOver) throw new BadLine("comes after the end");
      if (head === undefined) head = readHead(bytes);
      else add(bytes);
      sum.update(bytes).update("\n");
    },
    finish(): Batch {
      if (!isOver) throw new BadLine("is missing: the file was cut off");
      return { changes, contents: [...contents.values()], forgotten: [] };
    },
  };
}
