import { randomBytes } from "node:crypto";
import { freePort } from "@concordat/registry/testing";
import { describeWithService } from "@concordat/test-services/vitest";
import { expect, test } from "vitest";
import { startInstance } from "./instance.ts";

const admin = randomBytes(32).toString("base64url");
const patience = { timeout: 60_000, interval: 20 };

describeWithService("postgres", (postgres) => {
  test("what one instance decides about a token holds at the other, and after a kill at the one that comes back", async ({
    onTestFinished,
  }) => {
    const { url, drop } = await postgres().createDatabase();
    onTestFinished(drop);
    const start = async () => {
      const instance = await startInstance(await freePort(), ["--database-url", url], {
        CONCORDAT_ADMIN_TOKEN: admin,
      });
      onTestFinished(instance.stop);
      return instance;
    };
    const [one, other] = [await start(), await start()];
    const call = (
      at: { readonly url: string },
      method: string,
      path: string,
      secret: string,
      body?: object,
    ) =>
      fetch(`${at.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${secret}`, ...(body && { "content-type": "application/json" }) },
        ...(body && { body: JSON.stringify(body) }),
      });
    const statusFor = async (at: { readonly url: string }, secret: string) =>
      (await call(at, "GET", "/subjects", secret)).status;
    const made = await call(one, "POST", "/v1/tokens", admin, { name: "billing", role: "read" });
    const { id, secret } = (await made.json()) as { readonly id: string; readonly secret: string };

    await expect.poll(() => statusFor(other, secret), patience).toBe(200);
    await one.kill9();
    expect((await call(other, "DELETE", `/v1/tokens/${id}`, admin)).status).toBe(204);
    expect(await statusFor(other, secret)).toBe(401);
    await one.start();

    // From its first answer on: what it was told while it was away stands in the log that it begins with.
    expect(await statusFor(one, secret)).toBe(401);
    expect(await statusFor(one, admin)).toBe(200);
    const again = await call(one, "POST", "/v1/tokens", admin, { name: "billing", role: "read" });
    const next = (await again.json()) as { readonly id: string; readonly secret: string };
    await expect.poll(() => statusFor(other, next.secret), patience).toBe(200);
    await call(one, "DELETE", `/v1/tokens/${next.id}`, admin);
    await expect.poll(() => statusFor(other, next.secret), patience).toBe(401);
  });
});
