import type pg from "pg";
import { storeErrors } from "../errors.ts";
import { type Migration, stepsFrom } from "../migrations.ts";
import { postgresMigrations } from "./migrations.ts";

/** "CNCD" in the upper half: no other program is likely to lock the same number. */
export const lockSpace: bigint = 0x434e_4344n << 32n;

/** Brings the tables to the layout that this program writes, in one transaction; who starts at the same time waits. */
export async function migrate(
  client: pg.Client,
  store: string,
  migrations: readonly Migration[] = postgresMigrations,
): Promise<void> {
  await client.query(`BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(${lockSpace})`);
  const layout = await layoutOf(client);
  demandKnown(layout, store, migrations.length);
  for (const step of stepsFrom(layout, migrations))
    await client.query(`${step.sql}; UPDATE registry_layout SET layout = ${step.layout}`);
  await client.query("COMMIT");
}

/** A newer program may have changed the store since it was opened. */
export function demandKnown(version: number, store: string, known: number = postgresMigrations.length): void {
  if (version > known) throw storeErrors.STORE_TOO_NEW({ store, version, known });
}

async function layoutOf(client: pg.Client): Promise<number> {
  const { rows: there } = await client.query("SELECT to_regclass('registry_layout') AS oid");
  if (there[0]?.oid === null) return 0;
  const { rows } = await client.query("SELECT layout FROM registry_layout");
  return Number(rows[0]?.layout);
}
