import { fetchJsonSchemaSuite } from "./fetch-json-schema-suite.ts";

/**
 * Several test files read the official suite, each in a worker of its own; so it is brought once, before them. Where it
 * cannot be had they say so themselves.
 */
export default function setUp(): void {
  fetchJsonSchemaSuite();
}
