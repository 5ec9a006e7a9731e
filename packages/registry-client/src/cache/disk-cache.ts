import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject, parseJson } from "@concordat/json";
import type { AnswerCache, CachedAnswer } from "./answer-cache.ts";

export type DiskCacheOptions = {
  readonly folder: string;
  /** How many bytes may lie there; what was not vouched for the longest goes first. */
  readonly maxBytes: number;
};

const ending = ".answer";

/**
 * Answers as files, which several processes may share: each is written beside its place and renamed, so that a reader
 * sees the old one or the new one, and says itself how long it is and what its digest is, so that a torn one is none.
 *
 * A file is for its owner alone, as it may hold what was answered to a token. When the registry last vouched for it is
 * the file's own time: telling that anew writes no content.
 */
export function createDiskCache({ folder, maxBytes }: DiskCacheOptions): AnswerCache {
  const fileOf = (key: string) => join(folder, sha256(Buffer.from(key)) + ending);
  let written = Number.POSITIVE_INFINITY;

  const makeRoom = async (size: number) => {
    written += size;
    // What others write is not known here, so the folder is looked at the first time and then now and then.
    if (written < maxBytes / 8) return;
    written = 0;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await prune(folder, maxBytes);
  };

  return {
    get: (key) => ignoring(async () => readAnswer(fileOf(key), key)),
    set: (key, answer) =>
      ignoring(async () => {
        const file = fileOf(key);
        const checkedAt = new Date(answer.checkedAt);
        const present = await ignoring(() => readAnswer(file, key));
        if (present !== undefined && isSame(present, answer)) return utimes(file, checkedAt, checkedAt);
        const bytes = encode(key, answer);
        await makeRoom(bytes.length);
        const temporary = `${file}.${randomUUID()}.tmp`;
        try {
          await writeFile(temporary, bytes, { mode: 0o600, flag: "wx" });
          await utimes(temporary, checkedAt, checkedAt);
          await rename(temporary, file);
        } catch (error) {
          await rm(temporary, { force: true });
          throw error;
        }
      }),
    delete: (key) => ignoring(() => rm(fileOf(key), { force: true })),
  };
}

/** A cache that cannot be read or written makes things slower, and nothing wrong. */
async function ignoring<T>(work: () => Promise<T>): Promise<T | undefined>;
async function ignoring(work: () => Promise<void>): Promise<void>;
async function ignoring<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

/** One line of JSON that says what the rest is, then the body as it came. */
function encode(key: string, { url, mediaType, body, etag, immutable }: CachedAnswer): Buffer {
  const head = { answer: 1, key, url, mediaType, etag, immutable, digest: sha256(body) };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body]);
}

/** Whatever is wrong with the file, there is no answer in it then. */
async function readAnswer(file: string, key: string): Promise<CachedAnswer | undefined> {
  const [bytes, { mtimeMs }] = await Promise.all([readFile(file), stat(file)]);
  const end = bytes.indexOf("\n");
  const head = parseJson(bytes.subarray(0, Math.max(end, 0)));
  const body = bytes.subarray(end + 1);
  if (!isObject(head) || head.answer !== 1 || head.key !== key || head.digest !== sha256(body))
    return undefined;
  const { url, mediaType, etag, immutable } = head;
  if (typeof url !== "string" || typeof mediaType !== "string") return undefined;
  return {
    url,
    mediaType,
    body,
    ...(typeof etag === "string" && { etag }),
    immutable: immutable === true,
    checkedAt: Math.round(mtimeMs),
  };
}

function isSame(a: CachedAnswer, b: CachedAnswer): boolean {
  return a.etag === b.etag && a.immutable === b.immutable && Buffer.compare(a.body, b.body) === 0;
}

const abandonedMs = 3_600_000;

/** Takes away what a killed process left half written, and the oldest answers past the limit. */
async function prune(folder: string, maxBytes: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.includes(ending));
  const files = await Promise.all(
    names.map(async (name) => {
      const found = await ignoring(() => stat(join(folder, name)));
      return found === undefined
        ? []
        : [{ name, size: found.size, at: found.mtimeMs, born: found.birthtimeMs }];
    }),
  );
  let bytes = 0;
  for (const { name, size, born } of files.flat().sort((a, b) => b.at - a.at)) {
    const isWhole = name.endsWith(ending);
    if (isWhole) bytes += size;
    if (isWhole ? bytes > maxBytes / 2 : Date.now() - born > abandonedMs)
      await ignoring(() => rm(join(folder, name), { force: true }));
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
