import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { connect } from "node:tls";
import { expect, test } from "vitest";
import { createAuthority } from "./certificates.ts";
import { openTlsProxy } from "./tls-proxy.ts";

test("a certificate is for its hosts, and was issued by its authority", () => {
  const authority = createAuthority();
  const { certificate } = authority.issue("server", ["localhost", "127.0.0.1"]);
  const [root, leaf] = [new X509Certificate(authority.certificate), new X509Certificate(certificate)];

  expect(leaf.verify(root.publicKey)).toBe(true);
  expect(leaf.checkIssued(root)).toBe(true);
  expect([root.ca, leaf.ca]).toEqual([true, false]);
  expect(leaf.subjectAltName).toBe("DNS:localhost, IP Address:127.0.0.1");
  expect(leaf.checkHost("other.test")).toBeUndefined();
});

/** A service that says what it heard. */
async function echo(close: (work: () => Promise<void>) => void) {
  const server = createServer((socket) => socket.pipe(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  close(async () => void server.close());
  return { host: "127.0.0.1", port: (server.address() as AddressInfo).port };
}

test("through it a client that trusts the authority is served, and one that does not refuses", async ({
  onTestFinished,
}) => {
  const authority = createAuthority();
  const { certificate: cert, key } = authority.issue("server", ["127.0.0.1"]);
  const proxy = await openTlsProxy({ onTestFinished }, { to: await echo(onTestFinished), cert, key });

  const good = connect({ host: "127.0.0.1", port: proxy.port, ca: authority.certificate });
  good.write("hello");
  const [answer] = await once(good, "data");
  good.destroy();
  const bad = connect({ host: "127.0.0.1", port: proxy.port });
  const [error] = await once(bad, "error");

  expect(String(answer)).toBe("hello");
  expect(error.code).toBe("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
});

test("it can ask for the certificate of a client", async ({ onTestFinished }) => {
  const authority = createAuthority();
  const { certificate: cert, key } = authority.issue("server", ["127.0.0.1"]);
  const client = authority.issue("client");
  const to = await echo(onTestFinished);
  const ca = authority.certificate;
  const proxy = await openTlsProxy({ onTestFinished }, { to, cert, key, ca, requestCert: true });

  const known = connect({
    host: "127.0.0.1",
    port: proxy.port,
    ca,
    cert: client.certificate,
    key: client.key,
  });
  known.write("hello");
  expect(String((await once(known, "data"))[0])).toBe("hello");
  known.destroy();
  const stranger = connect({ host: "127.0.0.1", port: proxy.port, ca });
  stranger.write("hello");
  await once(stranger, "close").catch(() => undefined);

  expect(proxy.accepted).toBe(1);
});
