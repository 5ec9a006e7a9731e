import type { Json } from "@concordat/json";
import { Node, Project, ScriptTarget, type SourceFile } from "ts-morph";

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

/** The kinds of the nodes of a syntax tree, comments among them: what must not change with the words of a contract. */
export function treeOf(text: string): string {
  const project = new Project({ useInMemoryFileSystem: true });
  const kinds: string[] = [];
  const file = project.createSourceFile("types.ts", text);
  const errors = project.getProgram().getSyntacticDiagnostics(file).length;
  file.forEachDescendant((node) => {
    kinds.push(node.getKindName());
    if (Node.isJSDocable(node)) for (const doc of node.getJsDocs()) kinds.push(`doc ${doc.getTags().length}`);
  });
  return [`errors ${errors}`, ...kinds].join(" ");
}
