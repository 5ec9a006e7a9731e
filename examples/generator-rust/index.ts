import { defineGenerator, printFile } from "@concordat/gen-core";
import { rust } from "./rust.ts";
import { structsOf } from "./structs.ts";

/** `concordat generate --target rust --out src` */
export default defineGenerator({
  name: "rust",
  about: "structs that serde reads and writes",
  generate(input, { command }) {
    return new Map([["events.rs", printFile({ command, body: structsOf(input) }, rust)]]);
  },
});
