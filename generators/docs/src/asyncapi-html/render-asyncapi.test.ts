import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bundleDocument } from "@concordat/asyncapi/bundle";
import { expect, onTestFinished, test, vi } from "vitest";
import { shippedModel } from "../testing/models.ts";
import { renderAsyncapi, tools } from "./render-asyncapi.ts";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "concordat-docs-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("where npm reaches no registry, the error has npm's words, and nothing counts as installed", async () => {
  const folder = temporaryFolder();
  vi.stubEnv("npm_config_registry", "http://127.0.0.1:9/");
  vi.stubEnv("npm_config_fetch_retries", "0");
  vi.stubEnv("npm_config_cache", join(folder, "cache"));
  onTestFinished(() => void vi.unstubAllEnvs());

  await expect(
    renderAsyncapi({ document: "{}", out: join(folder, "out"), toolsFolder: join(folder, "tools") }),
  ).rejects.toMatchObject({
    code: "DOCS_INSTALL_FAILED",
    message: expect.stringContaining("ECONNREFUSED"),
  });
  expect(existsSync(join(folder, "tools/installed.json"))).toBe(false);
});

test("where the tools do not work, the error has their words, and the old pages stay", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "package.json"), "{}");
  writeFileSync(join(folder, "installed.json"), JSON.stringify(tools));
  writeFileSync(join(folder, "out"), "old");

  await expect(
    renderAsyncapi({ document: "{}", out: join(folder, "out"), toolsFolder: folder }),
  ).rejects.toMatchObject({
    code: "DOCS_RENDER_FAILED",
    message: expect.stringContaining("@asyncapi/generator"),
  });
  expect(readFileSync(join(folder, "out"), "utf8")).toBe("old");
});

test("the official template renders the bundle of the shipped document", async ({ skip }) => {
  if (process.env.CONCORDAT_COUNTS !== "full")
    skip("it installs 400 MB from the npm registry; test:full does");
  const root = dirname(dirname(dirname(dirname(import.meta.dirname))));
  const out = join(temporaryFolder(), "asyncapi");

  await renderAsyncapi({
    document: JSON.stringify(bundleDocument(shippedModel())),
    out,
    toolsFolder: join(root, ".cache/asyncapi-html"),
  });

  const page = readFileSync(join(out, "index.html"), "utf8");
  for (const words of ["sendOrderPlaced", "com.koosco.order.placed", "oms.objecttype.created"])
    expect(page).toContain(words);
});
