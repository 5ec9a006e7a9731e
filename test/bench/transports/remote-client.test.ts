import { expect, test } from "vitest";
import { remoteClient } from "./remote-client.ts";

test("a client that cannot be opened is an error with its name, not one that takes no time", async () => {
  await expect(remoteClient("nats", "nobody", "nats://127.0.0.1:1")).rejects.toThrow(
    /^"nobody" ended with 1/,
  );
});
