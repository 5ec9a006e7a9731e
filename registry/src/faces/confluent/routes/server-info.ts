import { readFileSync } from "node:fs";
import type { Route } from "../route.ts";

const { version } = JSON.parse(
  readFileSync(new URL("../../../../package.json", import.meta.url), "utf8"),
) as { readonly version: string };

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
