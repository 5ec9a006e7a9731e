import { argv, stdin, stdout } from "node:process";
import { contentOf } from "../../core/content.ts";
import { openStore } from "../open-store.ts";
import { registered } from "./sample-changes.ts";
import { createWriter } from "./writer.ts";

/**
 * A process of its own that appends: `node append-many.ts NAME COUNT --data DIR | --database-url URL`. Says `ready`, waits
 * for a line, and says each sequence number once it is acknowledged.
 */
const [, , name = "", count = "", flag, where = ""] = argv;
const store = await openStore(flag === "--database-url" ? { databaseUrl: where } : { data: where });
const writer = createWriter(store);

stdout.write("ready\n");
await new Promise((resolve) => stdin.once("data", resolve));
for (let version = 1; version <= Number(count); version++) {
  const content = contentOf({ text: `"${name} ${version}"`, references: [] });
  const [entry] = await writer.write([registered(version, content, name)], [content]);
  stdout.write(`${entry?.sequence}\n`);
}
await store.close();
stdin.destroy();
