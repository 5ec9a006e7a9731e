import type { Settings } from "@concordat/registry/settings";
import { cliErrors } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import type { Flags } from "../verb.ts";

const roles = ["read", "write", "admin"] as const;

export const tokenFlags = {
  name: { value: "NAME", about: "of a token: who or what it is for" },
  role: { value: "ROLE", about: "of a token: what it may do", choices: roles },
  expires: { value: "WHEN", about: "of a token: a moment, as 2027-06-30T00:00:00Z, or 90d; default never" },
  format: {
    value: "FORMAT",
    about: "of what is told about tokens (default text)",
    choices: ["text", "json"],
  },
} as const satisfies Flags;

export type TokenFlags = {
  readonly name?: string;
  readonly role?: (typeof roles)[number];
  readonly expires?: string;
  readonly format?: "text" | "json";
  readonly quiet?: boolean;
};

/** `token create`, `token list`, `token revoke ID`: done in the store itself, so that the first token can be made. */
export async function tokenWords(
  [noun = "", action = "", ...rest]: readonly string[],
  flags: TokenFlags,
  settings: Settings,
  io: Io,
): Promise<ExitCode> {
  const wrong = (problem: string) => cliErrors.USAGE_ARGUMENTS({ verb: "registry", problem, usage });
  if (noun !== "token") throw wrong(`does not know what to do with "${noun}"`);
  if (settings.databaseUrl === undefined && settings.data === ":memory:")
    throw wrong("keeps no token in memory; name the folder with --data, or the database");
  const { create, name, role } = { create: action === "create", ...flags };
  if (create && (name === undefined || role === undefined))
    throw wrong("wants --name and --role for a token");
  if (!["create", "list", "revoke"].includes(action))
    throw wrong(`cannot ${action || "do nothing"} with a token`);
  if (rest.length !== (action === "revoke" ? 1 : 0))
    throw wrong(
      action === "revoke" ? "wants the id of one token" : `does not know what to do with "${rest[0]}"`,
    );

  const { manageTokens, withRegistry } = await import("@concordat/registry");
  return withRegistry(settings, async (registry) => {
    const tokens = manageTokens(registry, { now: () => io.now().getTime() });
    const asJson = async (value: unknown) => io.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    if (name !== undefined && role !== undefined && create) {
      const made = await tokens.create({ name, role, expires: flags.expires });
      if (flags.format === "json") await asJson(made);
      else {
        // The secret alone, so that it can go where it belongs without anybody reading it.
        await io.stdout.write(`${made.secret}\n`);
        if (!flags.quiet)
          await io.stderr.write(
            `${told(made)}\nkeep the secret: it is shown this once, and only its hash is stored\n`,
          );
      }
    } else if (action === "revoke") {
      await tokens.revoke(rest[0] ?? "");
      if (!flags.quiet) await io.stderr.write(`${rest[0]} is revoked\n`);
    } else if (flags.format === "json") await asJson(tokens.list());
    else
      await io.stdout.write(
        tokens
          .list()
          .map((each) => `${told(each)}\n`)
          .join(""),
      );
    return exitCodes.fine;
  });
}

const usage = "concordat registry token create --name NAME --role ROLE | token list | token revoke ID";

type Told = {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly standing: string;
  readonly expires?: string;
};

function told({ id, name, role, standing, expires }: Told): string {
  return [id, role.padEnd(5), standing.padEnd(7), expires ?? "never expires".padEnd(24), name].join("  ");
}
