import { floorsPage } from "../../test/architecture/floors-page.ts";
import type { Generator } from "./generator.ts";
import { validatorSupport } from "./validator-support.ts";

/** In the order in which they run: one that reads what another makes comes after it. */
export const generators: readonly Generator[] = [validatorSupport, floorsPage];
