import { reportsPerLoop } from "../support/loops.ts";

/**
 * The last hand on Ajv's generated code, for live and emitted validators alike.
 *
 * Ajv has no bound for `allErrors`, and hands reports up by copying, so an array of a hundred thousand bad items makes as
 * many reports and takes the square of them in time. Here a loop ends once it has gathered enough: by then the loop's own
 * keyword has failed, so no verdict changes. Reports move up by appending.
 *
 * And Ajv notes an evaluated member on a list that a branch left behind, forgetting that the branch may have failed (then
 * there is no list) or may have evaluated everything (then the list is `true`). Its lists inherit from
 * `Object.prototype`, so `constructor` was on each of them; ours inherit nothing.
 *
 * Every pattern spans whole lines. A text that comes from a schema stands inside of a line, its line feeds escaped, so
 * no schema can word itself into being rewritten.
 */
export function finishCode(code: string): string {
  return code
    .replace(
      /^if\(vErrors === null\)\{\nvErrors = \[(err\d+)\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}$/gm,
      "(vErrors ??= []).push($1);",
    )
    .replace(
      /^vErrors = vErrors === null \? ([\w.]+) : vErrors\.concat\(\1\);$/gm,
      "(vErrors ??= []).push(...$1);",
    )
    .replace(/^(props\d+)\[(key\d+)\] = true;$/gm, "if($1 !== true)($1 ??= Object.create(null))[$2] = true;")
    .replace(/^var (props\d+) = \{\};$/gm, "var $1 = Object.create(null);")
    .replace(/^(props\d+) = \1 \|\| \{\};$/gm, "$1 ??= Object.create(null);")
    .replace(/^for\(let (i\d+)=(\w+); \1<(len\d+); \1\+\+\)\{$/gm, boundIndexLoop)
    .replace(/^for\(const (key\d+) of Object\.keys\((\w+)\)\)\{$/gm, boundNameLoop);
}

function boundIndexLoop(_all: string, index: string, start: string, length: string): string {
  const before = `before_${index}`;
  const goesOn = `${index}<${length} && errors - ${before} < ${reportsPerLoop}`;
  return `const ${before} = errors;\nfor(let ${index}=${start}; ${goesOn}; ${index}++){`;
}

function boundNameLoop(_all: string, name: string, object: string): string {
  const before = `before_${name}`;
  return `const ${before} = errors;\nfor(const ${name} of Object.keys(${object})){\nif(errors - ${before} >= ${reportsPerLoop})break;`;
}
