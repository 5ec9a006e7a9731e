import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeSettings } from "./settings.ts";
import { tlsOptionsOf, tlsSettings } from "./tls-settings.ts";

const { read } = describeSettings("nats", tlsSettings);
const pem = "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n";

test("without a word there is no TLS, and with any word there is", () => {
  expect(tlsOptionsOf("nats", read({}))).toBeUndefined();
  expect(tlsOptionsOf("nats", read({ tls: { on: true } }))).toEqual({ rejectUnauthorized: true });
  expect(tlsOptionsOf("nats", read({ tls: { verify: false } }))).toEqual({ rejectUnauthorized: false });
  expect(tlsOptionsOf("nats", read({ tls: { serverName: "broker.test" } }))).toEqual({
    servername: "broker.test",
    rejectUnauthorized: true,
  });
});

test("certificates are said as they are or by their files", ({ onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), "tls-settings-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "ca.pem");
  writeFileSync(file, pem);

  for (const ca of [pem, file])
    expect(tlsOptionsOf("nats", read({ tls: { ca } }))).toEqual({ ca: pem, rejectUnauthorized: true });
});

test.each([
  [
    { ca: "none.pem" },
    '"tls.ca" of the transport "nats" names the file none.pem, which cannot be read (ENOENT)',
  ],
  [{ cert: pem }, '"tls.key" of the transport "nats" is missing, and "tls.cert" is of no use alone'],
])("%j is refused", (tls, message) => {
  expect(() => tlsOptionsOf("nats", read({ tls }))).toThrow(
    expect.objectContaining({ code: "TRANSPORT_SETTING", message: expect.stringContaining(message) }),
  );
});
