import type { EventContract } from "@concordat/runtime/sdk";

/** One event of an SDK, for tests that go through all of them. */
export type SdkEvent = {
  readonly name: string;
  readonly make: EventContract<string, object>;
  readonly sample: () => object;
  readonly smallest: () => object;
};

/** Constructors and samples of an SDK by their names; each constructor must have its samples. */
export function readSdkEvents(events: object, testing: object): readonly SdkEvent[] {
  const samples = testing as Readonly<Record<string, (() => object) | undefined>>;
  return Object.entries(events).map(([name, make]) => {
    const type = name.charAt(0).toUpperCase() + name.slice(1);
    const sample = samples[`sample${type}`];
    const smallest = samples[`smallest${type}`];
    if (sample === undefined || smallest === undefined) throw new Error(`${name} has no sample`);
    return { name, make: make as EventContract<string, object>, sample, smallest };
  });
}
