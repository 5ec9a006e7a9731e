import fc from "fast-check";
import { expect, test } from "vitest";
import { compareVersions, formatVersion, latestVersion, nextVersion, parseVersion } from "./version.ts";

test("three numbers are a version, and come back as they were written", () => {
  for (const text of ["0.0.0", "0.9.0", "1.0.0", "10.20.30", "999999999.0.0"])
    expect(formatVersion(parseVersion(text) ?? { major: -1, minor: 0, patch: 0 })).toBe(text);
});

test.each([
  "",
  "1",
  "1.0",
  "1.0.0.0",
  "v1.0.0",
  "01.0.0",
  "1.0.0-beta",
  "1.0.0+1",
  "1.-1.0",
  " 1.0.0",
  "1.0.0\n",
  "1e3.0.0",
  "1.0.1000000000",
  "१.0.0",
])("%j is no version", (text) => {
  expect(parseVersion(text)).toBeUndefined();
});

test("versions are ordered by number, not by text", () => {
  const versions = ["1.10.0", "1.9.0", "2.0.0", "1.9.10", "0.99.0"].map((text) => parseVersion(text));
  const sorted = versions.filter((version) => version !== undefined).sort(compareVersions);

  expect(sorted.map(formatVersion)).toEqual(["0.99.0", "1.9.0", "1.9.10", "1.10.0", "2.0.0"]);
  expect(latestVersion(sorted.toReversed())).toEqual({ major: 2, minor: 0, patch: 0 });
  expect(latestVersion([])).toBeUndefined();
});

test("each step makes a later version and resets what is smaller", () => {
  const version = { major: 1, minor: 2, patch: 3 };

  expect(formatVersion(nextVersion(version, "patch"))).toBe("1.2.4");
  expect(formatVersion(nextVersion(version, "minor"))).toBe("1.3.0");
  expect(formatVersion(nextVersion(version, "major"))).toBe("2.0.0");
});

test("any version is earlier than the next, whatever the step", () => {
  const part = fc.nat(999_999_998);
  const versions = fc.record({ major: part, minor: part, patch: part });
  fc.assert(
    fc.property(versions, fc.constantFrom("major", "minor", "patch"), (version, step) => {
      expect(compareVersions(version, nextVersion(version, step as "major"))).toBeLessThan(0);
    }),
  );
});
