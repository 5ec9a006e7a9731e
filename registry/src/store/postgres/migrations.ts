import type { Migration } from "../migrations.ts";

/** The number of a step is its place in this list, counted from 1; `registry_layout` knows it. */
export const postgresMigrations: readonly Migration[] = [
  {
    adds: "the log and the contents",
    sql: `
      CREATE TABLE registry_layout (
        -- One row, and no other can be added.
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        layout integer NOT NULL
      );
      INSERT INTO registry_layout (layout) VALUES (0);
      CREATE TABLE registry_log (
        sequence bigint PRIMARY KEY,
        at text NOT NULL,
        origin text NOT NULL,
        change text NOT NULL,
        hash text NOT NULL
      );
      CREATE TABLE registry_contents (
        place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        digest text NOT NULL UNIQUE,
        likeness text NOT NULL,
        text text NOT NULL,
        about text
      );
    `,
  },
];
