import { Code, type CodeNode, isEmpty, join, newline, type Printable } from "./code.ts";

/**
 * A piece of code as one reads it, with holes for other pieces:
 *
 *     code`
 *       export function ${name}(value: unknown): value is ${type} {
 *         return ${check};
 *       }`
 *
 * The template's own text is the generator's and goes through as it stands, without the indentation that its lines share;
 * what fills a hole is a `Code` and takes the indentation of the line it stands on. A string in a hole does not compile and is
 * refused at run time as well: it might come from a contract. A line on which every hole prints nothing, and which holds
 * nothing else, is left out.
 */
export function code(strings: TemplateStringsArray, ...values: readonly Printable[]): Code {
  for (const value of values) requireCode(value);
  const lines = linesOf(strings, values);
  const common = Math.min(...lines.filter(isFilled).map(({ depth }) => depth));
  const kept = withoutEdges(lines).filter((line) => !isVanished(line));
  return join(
    kept.map((line) => printed(line, Number.isFinite(common) ? common : 0)),
    newline,
  );
}

type Line = {
  /** How many spaces it begins with. */
  readonly depth: number;
  readonly parts: readonly (string | Code)[];
};

function requireCode(value: Printable): void {
  const given = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const wrong = given.find((each) => !(each instanceof Code));
  if (wrong !== undefined)
    throw new TypeError(
      `code\`…\` was given ${typeof wrong}; what it prints are identifiers, literals and comments made by a language`,
    );
}

function linesOf(strings: TemplateStringsArray, values: readonly Printable[]): readonly Line[] {
  const lines: (string | Code)[][] = [[]];
  for (const [index, text] of strings.entries()) {
    const [first = "", ...others] = text.split("\n");
    lines.at(-1)?.push(first);
    for (const other of others) lines.push([other]);
    if (index < values.length) lines.at(-1)?.push(join([values[index]]));
  }
  return lines.map((parts) => {
    const [head = "", ...rest] = parts;
    const start = typeof head === "string" ? head : "";
    const text = start.trimStart();
    return { depth: start.length - text.length, parts: text === "" ? rest : [text, ...rest] };
  });
}

function isFilled({ parts }: Line): boolean {
  return parts.some((part) => typeof part !== "string" || part.trim() !== "");
}

function isVanished(line: Line): boolean {
  return (
    isFilled(line) &&
    line.parts.every((part) => (typeof part === "string" ? part.trim() === "" : isEmpty(part)))
  );
}

/** The line that the opening backtick stands on, and that of the closing one. */
function withoutEdges(lines: readonly Line[]): readonly Line[] {
  if (lines.length < 2) return lines;
  const first = lines[0] && !isFilled(lines[0]) ? 1 : 0;
  const last = lines.at(-1);
  return lines.slice(first, last && !isFilled(last) ? -1 : undefined);
}

function printed({ depth, parts }: Line, common: number): Code {
  const nodes = parts.map(
    (part): CodeNode => (typeof part === "string" ? { kind: "text", text: part } : part.node),
  );
  const deeper = Math.max(0, depth - common);
  // Two spaces in a template are one step, whatever a step is in the language; one more is itself, as before the star of a comment.
  const rest: CodeNode = { kind: "text", text: deeper % 2 === 0 ? "" : " " };
  let node: CodeNode = { kind: "join", parts: [rest, ...nodes] };
  for (let step = 1; step <= deeper / 2; step += 1) node = { kind: "indent", of: node };
  return Code.of(node);
}
