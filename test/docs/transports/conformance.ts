import { describe, test } from "node:test";
import { transportConformance } from "@concordat/transport-testkit";
import { createOwnTransport } from "./own-transport.ts";

transportConformance("own", () => createOwnTransport(), {
  describe,
  test,
});
