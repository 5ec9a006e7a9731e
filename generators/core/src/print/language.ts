import type { Json } from "@concordat/json";
import type { Code, Import } from "./code.ts";
import type { Layout } from "./render.ts";

/**
 * The one place where words of a contract become text of a language. Whatever is handed in, the answer is one identifier, one
 * literal or one comment of that language: no more and no less.
 */
export type Language = {
  /** As people call it. */
  readonly name: string;
  readonly layout: Layout;
  /** A name of the language's own kind, or one that `assignNames` gave. @throws where it is none */
  identifier(name: string): Code;
  /** A value as it is written in code. */
  literal(value: Json): Code;
  /** A comment that documents what follows it, one paragraph a line end; nothing where there is nothing to say. */
  docComment(lines: readonly string[]): Code;
  lineComment(text: string): Code;
  /** The head of a file, sorted. */
  imports(imports: readonly Import[]): Code;
};
