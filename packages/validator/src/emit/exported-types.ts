/**
 * Gives the exported functions and constants of a text in JavaScript types, so that declarations can be made of each file alone
 * (`isolatedDeclarations`), which asks for them even where nothing is checked. `any`: only generated modules import these.
 */
export function withTypes(text: string, exported: Iterable<string>): string {
  const names = new Set(exported);
  return text
    .replace(/^function (\w+)\(([^()]*)\) \{$/gm, (line, name: string, parameters: string) =>
      names.has(name) ? `function ${name}(${typed(parameters)}): any {` : line,
    )
    .replace(/^const (\w+) = /gm, (line, name: string) => (names.has(name) ? `const ${name}: any = ` : line));
}

function typed(parameters: string): string {
  return parameters
    .split(", ")
    .filter((parameter) => parameter !== "")
    .map((parameter) => parameter.replace(/^\w+/, "$&: any"))
    .join(", ");
}
