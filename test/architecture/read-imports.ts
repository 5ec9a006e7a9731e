import { parseSync, Visitor } from "rolldown/utils";

export type Import = {
  readonly specifier: string;
  /** Counted from 1. */
  readonly line: number;
  /** Erased before the code runs, but a dependency of whoever reads the types. */
  readonly typeOnly: boolean;
};

/**
 * Every module that a source text names, in the order of the text.
 *
 * Names that are computed when the code runs cannot be seen here; where that is done the law lists (`loads`).
 */
export function readImports(path: string, text: string): readonly Import[] {
  return readModule(path, text).imports;
}

/** The same, and the lines where something is imported whose name is computed. */
export function readModule(
  path: string,
  text: string,
): { readonly imports: readonly Import[]; readonly computed: readonly number[] } {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const found: { specifier: string; offset: number; typeOnly: boolean }[] = [];
  const computed: number[] = [];
  const add = (source: Node | null | undefined, typeOnly = false) => {
    const specifier = source ? literalOf(source) : undefined;
    if (source && specifier !== undefined) found.push({ specifier, offset: source.start, typeOnly });
  };
  new Visitor({
    // `import { type A } from "x"` loads x when it runs: only `import type` is erased (verbatimModuleSyntax).
    ImportDeclaration: ({ source, importKind }) => add(source, importKind === "type"),
    ExportNamedDeclaration: ({ source, exportKind }) => add(source, exportKind === "type"),
    ExportAllDeclaration: ({ source, exportKind }) => add(source, exportKind === "type"),
    ImportExpression: ({ source }) => {
      if (literalOf(source) === undefined) computed.push(source.start);
      add(source);
    },
    TSImportType: ({ source }) => add(source, true),
    TSImportEqualsDeclaration: ({ moduleReference, importKind }) => {
      if (moduleReference.type === "TSExternalModuleReference")
        add(moduleReference.expression, importKind === "type");
    },
    CallExpression: ({ callee, arguments: [first] }) => {
      if (loadsByName(text.slice(callee.start, callee.end))) add(first);
    },
  }).visit(program);
  const [lineOf, lineOfComputed] = [lineCounter(text), lineCounter(text)];
  return {
    imports: found
      .sort((a, b) => a.offset - b.offset)
      .map(({ specifier, offset, typeOnly }) => ({ specifier, line: lineOf(offset), typeOnly })),
    computed: computed.sort((a, b) => a - b).map(lineOfComputed),
  };
}

/** As much of a syntax node as is read here. */
type Node = {
  readonly type: string;
  readonly start: number;
  readonly value?: unknown;
  readonly quasis?: readonly { readonly value: { readonly cooked: string | null } }[];
};

/** The text of a string, or of a template without holes. */
function literalOf({ type, value, quasis = [] }: Node): string | undefined {
  if (type === "Literal" && typeof value === "string") return value;
  return type === "TemplateLiteral" && quasis.length === 1
    ? (quasis[0]?.value.cooked ?? undefined)
    : undefined;
}

function loadsByName(callee: string): boolean {
  return callee === "require" || callee === "require.resolve" || callee === "import.meta.resolve";
}

function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let reached = 0;
  return (offset) => {
    for (; reached < offset; reached += 1) if (text.charCodeAt(reached) === 10) line += 1;
    return line;
  };
}
