import type { Json } from "@concordat/json";
import { Project, ScriptTarget, type SourceFile, ts } from "ts-morph";

/** A program of modules held in memory, judged as strictly as TypeScript can. For tests only. */
export type Program = {
  add(path: string, text: string): SourceFile;
  /** What the compiler says about each module, each line once: `types.ts:3 Type 'string' is not …`. */
  complaints(): readonly string[];
};

export function createProgram(): Program {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      target: ScriptTarget.ES2022,
      lib: ["lib.es2022.d.ts"],
      allowImportingTsExtensions: true,
      noEmit: true,
      types: [],
    },
  });
  return {
    add: (path, text) => project.createSourceFile(path, `${text}\nexport {};\n`),
    complaints: () =>
      project.getPreEmitDiagnostics().map((diagnostic) => {
        const message = diagnostic.getMessageText();
        const text = typeof message === "string" ? message : message.getMessageText();
        return `${diagnostic.getSourceFile()?.getBaseName()}:${diagnostic.getLineNumber()} ${text}`;
      }),
  };
}

/** A value as a fresh literal, which TypeScript judges most strictly. */
export function literalOf(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(literalOf).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `[${JSON.stringify(name)}]: ${literalOf(member)}`,
  );
  return `{ ${members.join(", ")} }`;
}

/**
 * The kinds of the nodes of a syntax tree, and how many tags its comments have: what must not change with the words of a contract.
 * How a member's name is written does change.
 */
export function treeOf(text: string): readonly string[] {
  const file = ts.createSourceFile("types.ts", text, ts.ScriptTarget.ES2022, true) as ts.SourceFile & {
    readonly parseDiagnostics: readonly ts.Diagnostic[];
  };
  const found = file.parseDiagnostics.map(({ messageText }) => JSON.stringify(messageText));
  const look = (node: ts.Node): void => {
    const tags = ts.getJSDocTags(node).map(({ tagName }) => tagName.text);
    found.push([ts.SyntaxKind[node.kind], ...tags].join(" "));
    node.forEachChild((child) => {
      if (!(ts.isPropertySignature(node) && child === node.name)) look(child);
    });
  };
  look(file);
  return found;
}
