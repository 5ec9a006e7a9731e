import { dirname } from "node:path";

/** Paths that differ in the case of letters only are one on many machines. */
export function foldedPath(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

/** The folders that a relative path leads through, the nearest first. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let above = dirname(path); above !== "."; above = dirname(above)) folders.push(above);
  return folders;
}
