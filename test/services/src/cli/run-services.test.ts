import { expect, test } from "vitest";
import { kindOf, serviceNames } from "../kinds.ts";
import { portVariable } from "../ports.ts";
import { runServices } from "./run-services.ts";

test.each([
  [["upp"], /there is no verb "upp" \(did you mean "up"\?\)/],
  [["up", "kafak"], /there is no service "kafak" \(did you mean "kafka"\?\)/],
  [["up", "--force"], /there is no flag "--force"/],
  [["logs"], /logs needs the name of a service/],
])("%j is refused with exit code 2 and a next step", async (args, message) => {
  const { status, out, err } = await run(...args);

  expect(status).toBe(2);
  expect(err).toMatch(message);
  expect(err).toContain("\n   = ");
  expect(out).toBe("");
});

test("nothing is done when one of the names is wrong", async () => {
  expect((await run("up", "redis", "zebra")).err).toContain("name one of kafka, nats, redis");
});

test.each([[["--help"]], [["up", "--help"]], [[]]])(
  "%j explains every verb, service, port and variable",
  async (args) => {
    const { status, out } = await run(...args);

    expect(status).toBe(0);
    for (const verb of ["up", "down", "status", "reset", "logs"])
      expect(out).toMatch(new RegExp(`^  ${verb} `, "m"));
    for (const name of serviceNames)
      for (const [port, number] of Object.entries(kindOf(name).ports))
        expect(out).toMatch(new RegExp(`${number}\\s+${portVariable(name, port)}`));
  },
);

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const status = await runServices(args, { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { status, out: out.join("\n"), err: err.join("\n") };
}
