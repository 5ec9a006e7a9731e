import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAuthority, useService } from "@concordat/test-services";
import pg from "pg";
import { expect, test } from "vitest";
import { openPostgresStore } from "./postgres-store.ts";

const authority = createAuthority();

test("over TLS a store is opened where the server's certificate is one that is trusted, and nowhere else", async (scope) => {
  const postgres = await useService("postgres", { exclusive: true, test: scope });
  await switchOnTls(postgres.url);
  const folder = mkdtempSync(join(tmpdir(), "postgres-tls-"));
  scope.onTestFinished(() => rmSync(folder, { recursive: true }));
  const trusting = (ca: string) => {
    const file = join(folder, `${ca.length}-${Math.random()}.pem`);
    writeFileSync(file, ca);
    return `${postgres.url}?sslmode=verify-full&sslrootcert=${encodeURIComponent(file)}`;
  };

  const store = await openPostgresStore(trusting(authority.certificate));
  const over = await execute(postgres.url, "SELECT count(*)::int AS count FROM pg_stat_ssl WHERE ssl");
  await store.close();
  const stranger = trusting(createAuthority("another").certificate);
  const unasked = `${postgres.url}?sslmode=verify-full`;

  expect(over[0].count).toBeGreaterThan(0);
  for (const refused of [stranger, unasked])
    await expect(openPostgresStore(refused)).rejects.toMatchObject({
      code: "STORE_UNAVAILABLE",
      message: expect.stringMatching(/certificate/),
    });
}, 900_000);

/** Has the server write its own key, which it wants to be its own and nobody else's to read. */
async function switchOnTls(url: string): Promise<void> {
  const { certificate, key } = authority.issue("server", ["127.0.0.1"]);
  for (const [text, file] of [
    [certificate, "server.crt"],
    [key, "server.key"],
  ] as const)
    await execute(
      url,
      `COPY (SELECT unnest(string_to_array(${pg.escapeLiteral(text.trimEnd())}, E'\\n'))) TO PROGRAM 'umask 077 && cat > ${file}'`,
    );
  await execute(url, "ALTER SYSTEM SET ssl = on");
  await execute(url, "SELECT pg_reload_conf()");
  const isOn = async () => (await execute(url, "SHOW ssl"))[0].ssl === "on";
  await expect.poll(isOn).toBe(true);
}

async function execute(connectionString: string, statement: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
