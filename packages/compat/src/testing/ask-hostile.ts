import { createBudget } from "../budget.ts";
import { decide, decided } from "../decide.ts";
import { prepare } from "../prepare.ts";
import { hostilePairs } from "./hostile-schemas.ts";

/** Asks about every hostile pair in a process of its own, whose memory can be bounded. Run by `hostile.test.ts`. */
let answers = 0;
for (const { pair } of hostilePairs) {
  decided(() => {
    const budget = createBudget();
    const [writer, reader] = pair();
    return decide(prepare(writer, {}, budget), prepare(reader, {}, budget), { budget });
  });
  answers += 1;
}
process.stdout.write(`${answers} answers\n`);
