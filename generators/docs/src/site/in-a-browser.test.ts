import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shippedModel } from "../testing/models.ts";
import { docsSite } from "./docs-site.ts";

const browser = ["chromium", "chromium-browser", "google-chrome"].find(isInstalled);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "concordat-site-"));
  for (const [path, text] of docsSite(shippedModel(), { command: "c" })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Opened from the disk, where a browser trusts a page least. */
describe("in a browser, from the disk", () => {
  test("the list is narrowed by what the address asks for", async ({ skip }) => {
    if (browser === undefined) skip("no Chromium is installed");
    const { page } = await opened("index.html#q=order&kind=event&domain=commerce");

    const rows = page.match(/<tr data-kind[^>]*>/g) ?? [];
    expect(rows).toHaveLength(87);
    expect(rows.filter((row) => !row.includes("hidden"))).toHaveLength(8);
    expect(page).toContain('id="filter-count">8 contracts<');
  });

  test("what lies folded opens for an address that leads into it", async ({ skip }) => {
    if (browser === undefined) skip("no Chromium is installed");
    const { page } = await opened("contracts/commerce.payment.failed.html#v1.0.0-schema");

    expect(page).toMatch(/<details class="version" id="v1\.0\.0" open="">/);
    expect(page).toMatch(/<details class="schema" id="v2\.0\.0-schema">/);
  });

  test("the page's policy lets style and script in, and complains about nothing", async ({ skip }) => {
    if (browser === undefined) skip("no Chromium is installed");
    const { page, log } = await opened("graph.html");

    expect(page).toContain("</html>");
    expect(log).not.toMatch(/CONSOLE|Content.Security.Policy/i);
  });
});

async function opened(address: string): Promise<{ readonly page: string; readonly log: string }> {
  const flags =
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run --enable-logging=stderr";
  const { stdout, stderr } = await promisify(execFile)(
    browser ?? "",
    [
      ...flags.split(" "),
      `--user-data-dir=${join(folder, ".profile")}`,
      "--dump-dom",
      `file://${folder}/${address}`,
    ],
    { maxBuffer: 2 ** 26, timeout: 60_000 },
  );
  return { page: stdout, log: stderr };
}

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
