import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { kindOf, serviceNames } from "./kinds.ts";
import { portVariable } from "./ports.ts";
import { composeFile } from "./supervise/docker.ts";

type Service = {
  readonly image: string;
  readonly ports: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: object;
};

const { services, volumes } = parse(readFileSync(composeFile, "utf8")) as {
  services: Record<string, Service>;
  volumes: Record<string, null>;
};
const composed = serviceNames.filter((name) => kindOf(name).inCompose);

test("the file holds the services that run by Compose, and no others", () => {
  expect(Object.keys(services).sort()).toEqual([...composed].sort());
});

test.each(composed)("%s has its ports, on loopback, with the same defaults and variables", (name) => {
  const published = services[name]?.ports.map((line) => line.split(/:(?!-)/).slice(0, 2)) ?? [];

  expect(published.every(([address]) => address === "127.0.0.1")).toBe(true);
  expect(published.map(([, port]) => port)).toEqual(
    expect.arrayContaining(
      Object.entries(kindOf(name).ports).map(
        ([port, number]) => `\${${portVariable(name, port)}:-${number}}`,
      ),
    ),
  );
});

test.each(composed)("the image of %s is pinned to the version that runs natively", (name) => {
  const [, tag = ""] = services[name]?.image.split(":") ?? [];
  const { version } = kindOf(name);

  if (version.endsWith("+")) expect(tag).toMatch(new RegExp(`^${version.slice(0, -1)}\\.\\d+`));
  else expect(tag.replace("-alpine", "")).toBe(version);
});

test.each(composed)("%s says when it is healthy, and keeps its data in a volume if it is durable", (name) => {
  const volume = services[name]?.volumes?.[0]?.split(":")[0];

  expect(services[name]?.healthcheck).toBeDefined();
  expect(volume !== undefined && volume in volumes).toBe(kindOf(name).durable);
});
