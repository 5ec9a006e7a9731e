import { createMemoryBroker, createMemoryTransport } from "@concordat/runtime";
import { expect, test } from "vitest";
import { properties } from "./properties/properties.ts";
import { liars } from "./testing/liars.ts";
import { outcomeOf } from "./transport-conformance.ts";

test("every property has somebody to find out", () => {
  const caught = new Set(liars.map(({ caughtBy }) => caughtBy));

  // Only where a broker can be away can a transport lie about it: transport-conformance.test.ts.
  expect(properties.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual(["T15"]);
});

test.each(liars)(
  "a transport that $what is caught by $caughtBy",
  async ({ lie, caughtBy, words, inVain }) => {
    const property = properties.find(({ id }) => id === caughtBy);
    if (property === undefined) throw new Error(`there is no ${caughtBy}`);
    const broker = createMemoryBroker();
    // What never comes need not be waited for as long as what may come late.
    const patienceMs = inVain ? 500 : 60_000;

    // A lie is found out by few messages as by many.
    const outcome = await outcomeOf(property, () => lie(createMemoryTransport({ broker })), {
      patienceMs,
      counts: "short",
    });

    expect(outcome).toMatchObject({ status: "broken", reason: expect.stringMatching(words) });
  },
);
