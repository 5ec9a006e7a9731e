import type { Migration } from "../migrations.ts";

/** The number of a step is its place in this list, counted from 1; the database knows it as `user_version`. */
export const sqliteMigrations: readonly Migration[] = [
  {
    adds: "the log and the contents",
    sql: `
      CREATE TABLE log (
        sequence INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        origin TEXT NOT NULL,
        change TEXT NOT NULL,
        hash TEXT NOT NULL
      ) STRICT;
      CREATE TABLE contents (
        place INTEGER PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE,
        likeness TEXT NOT NULL,
        text TEXT NOT NULL,
        about TEXT
      ) STRICT;
    `,
  },
];

/** "CNCD": by it a database is known to be a registry's (https://sqlite.org/pragma.html#pragma_application_id). */
export const applicationId = 0x43_4e_43_44;
