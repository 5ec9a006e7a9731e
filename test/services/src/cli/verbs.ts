import { exitCodeOf, failureText } from "@concordat/errors";
import { connectSupervisor, findSupervisor } from "../client/connect.ts";
import { serviceErrors } from "../errors.ts";
import { kindOf, type ServiceName, serviceNames } from "../kinds.ts";
import { fromRepository, logFile } from "../paths.ts";
import { tail } from "../supervise/instance.ts";
import { statusRows } from "./status-rows.ts";
import { table } from "./table.ts";

/** Where a verb speaks: results to `out`, everything else to `err`. */
export type Terminal = { out(text: string): void; err(text: string): void };

type Verb = {
  readonly synopsis: string;
  readonly summary: string;
  /** No names means all, or none where the verb needs one. Resolves to the exit code. */
  run(names: readonly ServiceName[], terminal: Terminal): Promise<number>;
};

export type VerbName = keyof typeof verbs;

const shownLogLines = 40;

export const verbs = {
  up: {
    synopsis: "up [name…]",
    summary: "install what is missing, start it, keep it until `down`",
    async run(names, terminal) {
      const supervisor = await connectSupervisor(orAll(names).join(", "));
      const codes = await Promise.all(
        orAll(names).map(async (name) => {
          const say = (text: string) => terminal.err(`${name}: ${text}`);
          try {
            const { ports, how, pid } = await supervisor.call("ensure", { name, lifetime: "kept" }, say);
            const process = pid === undefined ? "" : `, pid ${pid}`;
            terminal.out(`${name}: ${kindOf(name).url(ports)} (${how}${process})`);
            return 0;
          } catch (error) {
            terminal.err(failureText(error).trimEnd());
            return exitCodeOf(error);
          }
        }),
      );
      // Only now: until here a Ctrl-C closes our connection, and then the supervisor, alone, clears up and goes.
      if (codes.includes(0)) await supervisor.call("stay", undefined);
      supervisor.close();
      return Math.max(...codes);
    },
  },
  down: {
    synopsis: "down [name…]",
    summary: "stop; without a name everything, the supervisor included",
    async run(names, terminal) {
      const supervisor = await findSupervisor();
      if (supervisor === undefined) terminal.err("nothing runs");
      else if (names.length > 0) await Promise.all(names.map((name) => supervisor.call("stop", { name })));
      else {
        supervisor.call("down", undefined).catch(() => undefined);
        // It answers by ending, once everything has ended.
        await supervisor.lost;
      }
      supervisor?.close();
      return 0;
    },
  },
  status: {
    synopsis: "status [name…]",
    summary: "what runs where",
    async run(names, terminal) {
      const supervisor = await findSupervisor();
      const status = await supervisor?.call("status", undefined);
      supervisor?.close();
      terminal.out(table(await statusRows(orAll(names), status?.services ?? [])));
      return 0;
    },
  },
  reset: {
    synopsis: "reset [name…]",
    summary: "remove the data; what runs is started anew",
    async run(names, terminal) {
      const supervisor = await connectSupervisor(orAll(names).join(", "));
      for (const name of orAll(names)) {
        await supervisor.call("reset", { name }, (text) => terminal.err(`${name}: ${text}`));
        terminal.out(`${name}: empty`);
      }
      supervisor.close();
      return 0;
    },
  },
  logs: {
    synopsis: "logs name…",
    summary: `the last ${shownLogLines} lines that it wrote`,
    async run(names, terminal) {
      if (names.length === 0) throw serviceErrors.SERVICE_LOGS_OF_WHOM();
      for (const name of names) {
        const file = logFile(name);
        terminal.err(`${name}: ${fromRepository(file)}`);
        terminal.out(tail(file, shownLogLines));
      }
      return 0;
    },
  },
} as const satisfies Record<string, Verb>;

function orAll(names: readonly ServiceName[]): readonly ServiceName[] {
  return names.length === 0 ? serviceNames : names;
}
