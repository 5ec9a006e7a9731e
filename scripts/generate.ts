/**
 * `npm run generate`: writes every committed file that follows from something else.
 *
 *   npm run generate -- floors     only the generators named
 *   npm run generate -- --check    writes nothing; prints a diff and exits with 3 when something is stale
 */
import { generate } from "./generate/generate.ts";
import { generators } from "./generate/generators.ts";
import { root } from "./workspaces.ts";

process.exitCode = await generate(process.argv.slice(2), { root, generators, print: console.log });
