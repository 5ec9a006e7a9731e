import { expect, expectTypeOf, test } from "vitest";
import { ConcordatError, isConcordatError } from "./concordat-error.ts";
import { defineErrors } from "./define-errors.ts";

class HarbourError extends ConcordatError {}

const harbourErrors = defineErrors(HarbourError, {
  BERTH_TAKEN: {
    message: (p: { berth: number; ship: string }) => `berth ${p.berth} is taken by ${p.ship}`,
    hint: (p) => `wait for ${p.ship} to leave, or name another berth`,
    kind: "conflict",
    retry: "later",
  },
  CHART_MISSING: { message: "there is no chart of this harbour", hint: "add charts/harbour.json" },
});

test("a factory fills message and hint from its parameters", () => {
  const error = harbourErrors.BERTH_TAKEN({ berth: 4, ship: "Aurora" });

  expect(error).toBeInstanceOf(HarbourError);
  expect(error.message).toBe("berth 4 is taken by Aurora");
  expect(error.hint).toBe("wait for Aurora to leave, or name another berth");
  expect(error.params).toEqual({ berth: 4, ship: "Aurora" });
  expect([error.code, error.kind, error.retry]).toEqual(["BERTH_TAKEN", "conflict", "later"]);
});

test("what an error would say is told without building one", () => {
  const params = { berth: 4, ship: "Aurora" };
  const report = harbourErrors.BERTH_TAKEN.report(params);

  expect(report).not.toBeInstanceOf(Error);
  expect(new HarbourError(report).toJSON()).toEqual(harbourErrors.BERTH_TAKEN(params).toJSON());
  expect(harbourErrors.CHART_MISSING.report()).toMatchObject({ code: "CHART_MISSING", params: {} });
});

test("an entry without parameters needs none, and defaults to input that never succeeds unchanged", () => {
  const error = harbourErrors.CHART_MISSING();

  expect([error.code, error.kind, error.retry]).toEqual(["CHART_MISSING", "input", "never"]);
  expect(error.params).toEqual({});
});

test("the name is the package's class and the stack starts at the caller", () => {
  const error = harbourErrors.CHART_MISSING();

  expect(error.name).toBe("HarbourError");
  expect(error.stack?.split("\n")[1]).toContain("define-errors.test.ts");
});

test("a stranger's error stays reachable as the cause and shows in JSON by its message", () => {
  const cause = new Error("ENOENT");
  const error = harbourErrors.CHART_MISSING(undefined, { cause });

  expect(error.cause).toBe(cause);
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    code: "CHART_MISSING",
    message: "there is no chart of this harbour",
    hint: "add charts/harbour.json",
    kind: "input",
    retry: "never",
    params: {},
    cause: "ENOENT",
  });
});

test("without a cause there is no cause member at all", () => {
  expect("cause" in harbourErrors.CHART_MISSING()).toBe(false);
});

test("the brand is recognised on errors of another copy of the package, and on nothing else", () => {
  const fromOtherCopy = Object.defineProperty(new Error("x"), Symbol.for("concordat.error"), { value: true });

  expect(isConcordatError(harbourErrors.CHART_MISSING())).toBe(true);
  expect(isConcordatError(fromOtherCopy)).toBe(true);
  for (const other of [new Error("x"), null, undefined, "CHART_MISSING", { code: "CHART_MISSING" }])
    expect(isConcordatError(other)).toBe(false);
});

test("codes and parameters are known to the compiler", () => {
  expectTypeOf(harbourErrors.BERTH_TAKEN).parameter(0).toEqualTypeOf<{ berth: number; ship: string }>();
  expectTypeOf(harbourErrors.CHART_MISSING().code).toEqualTypeOf<string & "CHART_MISSING">();
  // @ts-expect-error: the ship is missing
  expect(() => harbourErrors.BERTH_TAKEN({ berth: 4 })).not.toThrow();
});
