import { beforeAll, beforeEach, describe } from "vitest";
import type { SharedService } from "./client/handle.ts";
import { skipAloud, useService } from "./client/use-service.ts";
import { cannotBeHad, type ServiceError } from "./errors.ts";
import type { ServiceName } from "./kinds.ts";

/** An installation included, on a slow connection. */
const patience = 900_000;

/**
 * A `describe` whose tests all use one shared service: ready before the first of them, however long that takes, so that no
 * test's own time-out pays for an installation. Where it cannot be had, each test is skipped with the reason.
 *
 * The service is handed in as a function, since there is none yet when the tests are collected.
 */
export function describeWithService<Name extends ServiceName>(
  name: Name,
  tests: (service: () => SharedService<Name>) => void,
): void {
  describe(`with ${name}`, () => {
    let service: SharedService<Name> | undefined;
    let missing: ServiceError | undefined;

    beforeAll(async () => {
      try {
        service = await useService(name);
      } catch (error) {
        if (!cannotBeHad(error)) throw error;
        missing = error;
      }
    }, patience);

    beforeEach((test) => {
      if (missing === undefined) return;
      skipAloud(test, missing);
      throw missing;
    });

    tests(() => {
      if (service === undefined)
        throw missing ?? new Error(`${name} is there from the first test on, not before`);
      return service;
    });
  });
}
