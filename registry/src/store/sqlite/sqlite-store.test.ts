import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storeConformance } from "../testing/conformance.ts";
import { openSqliteStore } from "./sqlite-store.ts";

storeConformance("SQLite", async () => {
  const data = mkdtempSync(join(tmpdir(), "registry-store-"));
  return {
    open: () => openSqliteStore(data),
    address: { data },
    bytesOnDisk: () =>
      Buffer.concat(globSync("*", { cwd: data }).map((file) => readFileSync(join(data, file)))),
    drop: async () => rmSync(data, { recursive: true }),
  };
});
