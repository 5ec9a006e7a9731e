import { createServer, type RequestListener } from "node:http";
import { accessErrors } from "@concordat/registry";
import { expect, onTestFinished, test } from "vitest";
import { emptyRegistry } from "../testing/registry.ts";
import { shop } from "../testing/temporary-project.ts";

const canary = "cnc_canary-77d0";
const commands = [
  ["push"],
  ["pull"],
  ["list", "--registry", "default"],
  ["validate", "shop/order/placed", "-", "--registry", "default"],
  ["check", "--against", "registry"],
] as const;

/** Answers what no registry does; gone when the test is over. */
async function fault(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  for (let port = 26_000 + (process.pid % 4000); ; port += 1) {
    const isOurs = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => resolve(true));
    });
    if (isOurs) return `http://127.0.0.1:${port}/`;
  }
}

const page: RequestListener = (_, response) =>
  response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad Gateway</h1>");
const portal: RequestListener = (_, response) =>
  response.writeHead(200, { "content-type": "text/html" }).end("<h1>Sign in</h1>");

const faults: readonly (readonly [string, () => Promise<string>, string])[] = [
  ["that is down", async () => "http://127.0.0.1:21999/", "REGISTRY_UNREACHABLE"],
  ["whose host nobody knows", async () => "http://no-such-host.invalid/", "REGISTRY_UNREACHABLE"],
  ["behind a proxy's page", () => fault(page), "REGISTRY_FAILED"],
  ["behind a sign-in page", () => fault(portal), "REGISTRY_ANSWER_INVALID"],
];

test.each(faults)(
  "a registry %s ends every command with 5, its address and what to do",
  async (_what, start, code) => {
    const url = await start();
    const project = shop();
    await project.run(["freeze", "--all"]);
    const before = project.read("schemas/contracts.lock.json");
    for (const args of commands) {
      const outcome = await project.run(args, {
        env: { CONCORDAT_REGISTRY: url, CONCORDAT_REGISTRY_TOKEN: canary },
        stdin: "{}",
      });
      expect(outcome, args.join(" ")).toMatchObject({ code: 5, out: "" });
      expect(outcome.err).toContain(`error[${code}]: `);
      expect(outcome.err).toContain(url);
      expect(outcome.err).toMatch(/\n {3}= \w/);
      expect(outcome.err).not.toContain("canary");
    }
    expect(project.read("schemas/contracts.lock.json")).toBe(before);
  },
);

test("a registry that hangs is given up after the time that --timeout gives it", async () => {
  const url = await fault(() => undefined);
  const outcome = await shop().run(["pull", "--registry", url, "--timeout", "1"]);
  expect(outcome.code).toBe(5);
  expect(outcome.err).toContain("error[REGISTRY_TIMEOUT]");
  expect(outcome.err).toContain("after 1 second");
});

const access = {
  authenticate: (header: string | undefined) => {
    if (header === undefined) return { actor: "anonymous" };
    if (header === `Bearer ${canary}`) return { actor: "reader", role: "read" } as const;
    throw accessErrors.AUTH_REFUSED({ reason: "unknown" });
  },
};

test("who is not let in gets 6, and hears what is missing", async () => {
  const { url } = await emptyRegistry({ access });
  const project = shop();
  for (const args of commands) {
    const nobody = await project.run(args, { env: { CONCORDAT_REGISTRY: url }, stdin: "{}" });
    expect(nobody, args.join(" ")).toMatchObject({ code: 6, out: "" });
    expect(nobody.err).toContain("wants to know who you are (401)");
    expect(nobody.err).toContain("set CONCORDAT_REGISTRY_TOKEN");
    const env = { CONCORDAT_REGISTRY: url, CONCORDAT_REGISTRY_TOKEN: "cnc_canary-wrong" };
    const wrong = await project.run(args, { env, stdin: "{}" });
    expect(wrong).toMatchObject({ code: 6, err: expect.stringContaining("does not take this token (401)") });
    expect(wrong.err).not.toContain("canary");
  }
});

test("a token that may read and not write lists, and does not push", async () => {
  const { url } = await emptyRegistry({ access });
  const env = { CONCORDAT_REGISTRY: url, CONCORDAT_REGISTRY_TOKEN: `${canary}\n` };
  const project = shop();
  expect(await project.run(["list", "--registry", "default"], { env })).toMatchObject({ code: 0 });
  const { code, err } = await project.run(["push"], { env });
  expect([code, err]).toEqual([6, expect.stringContaining("does not let this token do that (403)")]);
});

test("a token in the command line works, with a warning, and is echoed by nothing", async () => {
  const { url } = await emptyRegistry({ access });
  const project = shop();
  const good = await project.run(["list", "--registry", url, "--token", canary]);
  expect(good.code).toBe(0);
  expect(good.err).toContain("warning: the token stands in the command line");
  expect(good.err).toContain("CONCORDAT_REGISTRY_TOKEN");
  const outcomes = [
    good,
    await project.run(["list", "--registry", url, "--token", `${canary}x`]),
    await project.run(["list", "--registry", url, "--token", `${canary}\n`]),
    await project.run(["list", "--registry", url, `--tokn=${canary}`]),
    await project.run(["list", "--registry", `http://ada:${canary}@127.0.0.1:1/`]),
    await project.run(["list", "--registry", `http://127.0.0.1:1/?t=${canary}`]),
    await project.run([
      "pull",
      "--registry",
      "http://127.0.0.1:21999",
      "--token",
      canary,
      "--format",
      "json",
    ]),
  ];
  for (const { out, err } of outcomes) expect(out + err).not.toContain("canary");
  expect(outcomes.map(({ code }) => code)).toEqual([0, 6, 2, 2, 2, 2, 5]);
});

test("a token over an open road is warned of", async () => {
  const env = { CONCORDAT_REGISTRY: "http://no-such-host.invalid", CONCORDAT_REGISTRY_TOKEN: canary };
  const { err } = await shop().run(["pull"], { env });
  expect(err).toContain("warning: the token travels without encryption");
});
