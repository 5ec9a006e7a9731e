import { readModel } from "@concordat/asyncapi/model";
import { readConfig } from "@concordat/contracts/files";
import { docsSite } from "@concordat/gen-docs";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";

test("what the site says to import is there: every event of the catalogue has its constructor and its handler's name", async () => {
  const { config } = readConfig(root);
  const { model } = config ? await readModel({ root, ...config }) : {};
  if (config === undefined || model === undefined) throw new Error("the catalogue cannot be read");
  const sdk = config.generate.find(({ target }) => target === "typescript");
  const site = docsSite(model, {
    command: "concordat docs",
    settings: { sdk: { package: sdk?.package, entries: sdk?.settings?.entries } },
  });

  let count = 0;
  for (const [path, page] of site) {
    const text = page.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
    const [, from = "", name = ""] =
      /import \{ createBus, events \} from "([^"]+)";[\s\S]*?events\.(\w+)\(/.exec(text) ?? [];
    if (name === "") continue;
    const { events, createBus, ignoreOthers } = await import(from);
    expect(events[name], `${path}: ${from}, ${name}`).toBeTypeOf("function");
    expect(createBus).toBeTypeOf("function");
    expect(ignoreOthers, path).toHaveProperty(name);
    expect(text).toContain(`  ${name}: async (event) =>`);
    count++;
  }
  expect(count).toBe(
    new Set(model.contracts.filter(({ kind }) => kind === "event").map(({ contract }) => contract)).size,
  );
});
