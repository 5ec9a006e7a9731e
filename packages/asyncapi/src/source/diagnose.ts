import { type Finding, findingOf } from "@concordat/errors";
import { asyncapiErrors } from "../errors.ts";
import { documentRule } from "./parse-text.ts";
import { decode } from "./target.ts";
import type { World } from "./world.ts";

/** What we use of a diagnostic of the official parser; lines and characters count from 0. */
type Diagnostic = {
  readonly code: string | number;
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly severity: number;
  /** The file it is about, which need not be the document. */
  readonly source?: string;
  readonly range: { readonly start: Point; readonly end: Point };
};

type Point = { readonly line: number; readonly character: number };

/**
 * Lets the official parser judge the document by the rules of its specification version. It is loaded here and nowhere
 * else, and only when a document is really read: loading and judging take about a second and 150 MB.
 */
export async function diagnose(file: string, world: World): Promise<readonly Finding[]> {
  const text = world.files.get(file)?.text ?? "";
  // The package is CommonJS; its names arrive on the namespace and, in some loaders, on `default` only.
  const { Parser } = await import("@asyncapi/parser");
  // Its recommended rules are about taste (contacts, tags, ids); what is wrong is in the core rules.
  const parser = new Parser({
    ruleset: { recommended: false },
    __unstable: { resolver: { cache: false, resolvers: resolversOf(world) } },
  });
  const diagnostics: readonly Diagnostic[] = await parser.validate(text, { source: `${virtualRoot}${file}` });
  return diagnostics.filter(isNews).flatMap((diagnostic): readonly Finding[] => {
    const about = fileOf(diagnostic.source ?? "");
    const source = about === undefined ? undefined : world.files.get(about);
    // What is said about the stand-in for something that was not read is said about nothing.
    if (about === undefined || source === undefined) return [];
    const error = asyncapiErrors.ASYNCAPI_INVALID({ trouble: sentenceOf(diagnostic) });
    const severity = diagnostic.severity === 0 ? "error" : "warning";
    return [findingOf(error, { rule: documentRule, severity, at: placeOf(diagnostic, source.text, about) })];
  });
}

/** An absolute path that exists nowhere: should a reader of the parser's own ever be asked, it finds nothing. */
const virtualRoot = "/concordat-project/";

/**
 * In place of the parser's own readers, which open any file and any address: these know the files that we read, and
 * answer an empty object for everything else. They never fail, because then the parser would try its own.
 */
function resolversOf(world: World) {
  return ["file", "http", "https"].map((schema) => ({
    schema,
    order: 1,
    canRead: true,
    read: (uri: { toString(): string }) => {
      const file = fileOf(uri.toString());
      return (file !== undefined && world.files.get(file)?.text) || "{}";
    },
  }));
}

function fileOf(address: string): string | undefined {
  return address.startsWith(virtualRoot) ? decode(address.slice(virtualRoot.length)) : undefined;
}

/** Rules whose news are told by ourselves with better places, or are none: that there is a newer AsyncAPI is no fault. */
const told = new Set<string | number>(["invalid-ref", "parser", "asyncapi-latest-version"]);

function isNews({ code, severity, message }: Diagnostic): boolean {
  // We say what becomes of payloads in other formats; that the parser has no plug-in for one is its own affair.
  return severity <= 1 && !told.has(code) && !message.startsWith("No schema parser registered");
}

function sentenceOf({ message, path }: Diagnostic): string {
  const text = message.replace(/\.$/, "");
  return path.length === 0 ? text : `${path.join("/")}: ${text}`;
}

function placeOf({ path, range }: Diagnostic, text: string, file: string): Finding["at"] {
  const starts = lineStarts(text);
  const position = ({ line, character }: Point) => ({
    line: line + 1,
    column: character + 1,
    offset: (starts[line] ?? text.length) + character,
  });
  const pointer = path
    .map((token) => `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
  return { file, pointer, range: { start: position(range.start), end: position(range.end) } };
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}
