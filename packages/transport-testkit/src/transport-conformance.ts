import assert from "node:assert/strict";
import type { Transport, TransportCapabilities } from "@concordat/runtime";
import { properties } from "./properties/properties.ts";
import { exemptionOf, type Property, type PropertyId } from "./property.ts";
import { reportOf, writeReport } from "./report.ts";
import { exceptionOf, type Outcome, tableOf } from "./results.ts";
import { type BrokerSwitch, World } from "./world.ts";

/** What a test gets from its runner, as far as the suite uses it: vitest and `node:test` both have it. */
type TestContext = { skip?(reason?: string): void };

export type ConformanceOptions = {
  /** `describe` and `test` of the runner: vitest's, those of `node:test`, or others that are called in the same way. */
  readonly describe: (name: string, body: () => void) => unknown;
  readonly test: (name: string, body: (context: TestContext) => Promise<void>) => unknown;
  /** Makes an address out of a name (`[a-z0-9-]`), and prepares it where the broker wants that. Default: the name itself. */
  readonly addressOf?: (name: string) => string | Promise<string>;
  /** Needed where the transport promises to reconnect. */
  readonly broker?: BrokerSwitch;
  /** Properties that cannot be shown here although they are promised, each with the reason; printed, never silent. */
  readonly notShown?: Readonly<Partial<Record<PropertyId, string>>>;
  /** `full` sends as much as the properties say, `short` enough to see. Default: `CONCORDAT_COUNTS`, else `short`. */
  readonly counts?: "short" | "full";
  /**
   * For a broker that is too slow for as much as that: what part of the messages is sent where it only matters that they are many, and
   * why; stands in the table.
   */
  readonly cut?: { readonly share: number; readonly reason: string };
  /** How long to wait for what should happen before it is said not to. Default 60,000, with full counts ten times that. */
  readonly patienceMs?: number;
  /** Default: another one each time, printed when a property is broken. */
  readonly seed?: number;
  /** Default: `console.log`. */
  readonly print?: (line: string) => void;
  /** A file that gets a line of JSON with the results, a `ConformanceReport`. Default: `CONCORDAT_CONFORMANCE_REPORT`, else none. */
  readonly report?: string | undefined;
};

/**
 * Declares the tests that hold a transport to its promises.
 *
 * `create` is called whenever a property needs a transport, and each time connects to the same broker; the suite closes what it opened. A
 * property that the transport does not promise is skipped by name, with the reason from its capabilities; the last test prints
 * the table of all, and fails when one is missing in it.
 */
export function transportConformance(
  name: string,
  create: () => Transport | Promise<Transport>,
  options: ConformanceOptions,
): void {
  const { describe, test, notShown = {}, print = console.log } = options;
  const { report = process.env.CONCORDAT_CONFORMANCE_REPORT } = options;
  const unknown = Object.keys(notShown).filter((id) => !properties.some((each) => each.id === id));
  assert.equal(unknown.join(), "", "`notShown` names properties that do not exist");
  const outcomes = new Map<Property, Outcome>();
  let capabilities: TransportCapabilities | undefined;
  const createNoting = async () => {
    const transport = await create();
    capabilities ??= transport.capabilities;
    return transport;
  };
  describe(`transport ${name}`, () => {
    for (const property of properties)
      test(`${property.id} ${property.sentence}`, async (context) => {
        const outcome = await outcomeOf(property, createNoting, options);
        outcomes.set(property, outcome);
        if (outcome.status === "broken") throw outcome.error;
        const exception = exceptionOf(outcome);
        if (exception === undefined) return;
        print(`${name} ${property.id} ${exception}`);
        if (outcome.status !== "holds") context.skip?.(exception);
      });
    test("every property is held, or named with the reason why it is not", async () => {
      const rows = properties.map((property) => ({ property, outcome: outcomes.get(property) }));
      print(tableOf(name, rows, options.cut));
      if (report !== undefined) {
        const counts = countsOf(options);
        const about = { transport: name, counts, ...(options.cut && { cut: options.cut }), capabilities };
        writeReport(report, reportOf(rows, about));
      }
      const missing = rows.filter(({ outcome }) => outcome === undefined);
      assert.deepEqual(
        missing.map(({ property }) => property.id),
        [],
        "properties that did not run",
      );
    });
  });
}

/** Holds one property to one transport, in a world of its own, and says what came of it; never rejects. */
export async function outcomeOf(
  property: Property,
  create: () => Transport | Promise<Transport>,
  options: Omit<ConformanceOptions, "describe" | "test">,
): Promise<Outcome> {
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 32);
  const full = countsOf(options) === "full";
  const world = new World({
    property: property.id,
    create,
    addressOf: options.addressOf ?? ((name) => name),
    full,
    ...(options.cut && { share: options.cut.share }),
    patienceMs: options.patienceMs ?? (full ? 600_000 : 60_000),
    seed,
    broker: options.broker,
  });
  const failed = (thrown: unknown): Outcome => {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    const error = new Error(`${property.id} does not hold (seed ${seed}): ${reason}`, { cause: thrown });
    return { status: "broken", reason, error };
  };
  const outcome = await hold(property, world, options.notShown?.[property.id]).catch(failed);
  try {
    await world.close();
  } catch (thrown) {
    // What broke first says more.
    if (outcome.status !== "broken") return failed(thrown);
  }
  return outcome;
}

function countsOf(options: Pick<ConformanceOptions, "counts">): "short" | "full" {
  return (options.counts ?? process.env.CONCORDAT_COUNTS) === "full" ? "full" : "short";
}

async function hold(property: Property, world: World, notShown: string | undefined): Promise<Outcome> {
  const { capabilities } = await world.open();
  const exemption = exemptionOf(property, capabilities);
  if (exemption !== undefined && exemption.part === undefined)
    return { status: "not promised", reason: exemption.reason };
  if (notShown !== undefined) return { status: "not shown", reason: notShown };
  await property.holds(world);
  return exemption?.part === undefined
    ? { status: "holds" }
    : { status: "holds", missing: { part: exemption.part, reason: exemption.reason } };
}
