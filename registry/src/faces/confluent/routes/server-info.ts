import { existsSync, readFileSync } from "node:fs";
import type { Route } from "../route.ts";

// What npm gets has no folder `src`, so there the manifest lies one folder nearer.
const manifest = ["../../../package.json", "../../../../package.json"]
  .map((path) => new URL(path, import.meta.url))
  .find((url) => existsSync(url));

const { version } = JSON.parse(
  manifest === undefined ? '{ "version": "0.0.0" }' : readFileSync(manifest, "utf8"),
) as {
  readonly version: string;
};

/** What tools ask to see whom they are talking to. */
export const serverRoutes: readonly Route[] = [
  { method: "POST", path: "/", role: "read", answer: () => ({}) },
  {
    method: "GET",
    path: "/v1/metadata/id",
    role: "read",
    answer: () => ({ scope: { path: [], clusters: { "schema-registry-cluster": "concordat" } }, id: "" }),
  },
  {
    method: "GET",
    path: "/v1/metadata/version",
    role: "read",
    answer: () => ({ version, commitId: "" }),
  },
  {
    method: "GET",
    path: "/v1/metadata/deployment",
    role: "read",
    answer: () => ({ attributes: [] }),
  },
];
