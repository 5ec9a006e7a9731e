import { existsSync, readFileSync, statSync } from "node:fs";
import { digestOfBytes } from "@concordat/json/digest";

/** The text of a file that stands there; `undefined` where there is none, or a folder. */
export function textAt(file: string): string | undefined {
  return isFileAt(file) ? readFileSync(file, "utf8") : undefined;
}

export function isFileAt(path: string): boolean {
  return existsSync(path) && !statSync(path).isDirectory();
}

export function isFolderAt(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/** Git may end lines in CR LF where it checks files out; that makes no other text of one that was written with LF. */
export function asWritten(standing: string, written: string): string {
  return standing === written || written.includes("\r\n") ? standing : withLineFeeds(standing);
}

/** Whether a text is the one that this digest was taken of. */
export function isOfDigest(text: string, digest: string | undefined): boolean {
  return digestOfText(text) === digest || digestOfText(withLineFeeds(text)) === digest;
}

export function digestOfText(text: string): string {
  return digestOfBytes(Buffer.from(text));
}

function withLineFeeds(text: string): string {
  return text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text;
}
