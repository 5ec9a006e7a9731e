import { checkCompatibility } from "../index.ts";
import { hostilePairs } from "./hostile-schemas.ts";

/**
 * Asks about every hostile pair as a stranger would, validators and explanation included, in a process of its own, whose
 * memory can be bounded. Run by `hostile.test.ts`.
 */
let answers = 0;
for (const { pair } of hostilePairs)
  for (const writerView of ["closed", "as-written"] as const) {
    const [writer, reader] = pair();
    checkCompatibility({ writer, reader, writerView });
    answers += 1;
  }
process.stdout.write(`${answers} answers\n`);
