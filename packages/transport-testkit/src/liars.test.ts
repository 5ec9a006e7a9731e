import { createMemoryBroker, createMemoryTransport } from "@concordat/runtime";
import { expect, test } from "vitest";
import { properties } from "./properties/properties.ts";
import { liars } from "./testing/liars.ts";
import { outcomeOf } from "./transport-conformance.ts";

test.each(liars)(
  "a transport that $what is caught by $caughtBy",
  async ({ lie, caughtBy, words, inVain }) => {
    const property = properties.find(({ id }) => id === caughtBy);
    if (property === undefined) throw new Error(`there is no ${caughtBy}`);
    const broker = createMemoryBroker();
    // What never comes need not be waited for as long as what may come late.
    const patienceMs = inVain ? 500 : 60_000;

    const outcome = await outcomeOf(property, () => lie(createMemoryTransport({ broker })), { patienceMs });

    expect(outcome).toMatchObject({ status: "broken", reason: expect.stringMatching(words) });
  },
);
