import type { Survives } from "../kind.ts";
import type { ServiceName } from "../kinds.ts";
import type { Order } from "./engine.ts";
import type { Action, Client, Fleet } from "./fleet.ts";
import type { Say } from "./instance.ts";
import type { Register } from "./register.ts";

/** What a supervisor is asked to be there for. */
export type Presence = {
  isClosing(): boolean;
  /** Until this client leaves and, where a path is given, until the owner behind that socket ends. */
  stayFor(ownerPath: string | undefined): Promise<void>;
  /** Until `down`. */
  stay(): void;
  close(): Promise<void>;
};

export type SupervisorCommands = ReturnType<typeof createCommands>;

/** All that clients can ask, in one table. */
export function createCommands(fleet: Fleet, register: Register, presence: Presence, client: Client) {
  return {
    /** Comes first. A supervisor that is closing gives no answer: the client sees the connection close and asks the next one. */
    async hello({ owner }: { readonly owner?: string }) {
      if (presence.isClosing()) await new Promise(() => undefined);
      await presence.stayFor(owner);
      return { supervisor: process.pid };
    },
    ensure: (
      { name, lifetime }: { readonly name: ServiceName; readonly lifetime: Order["lifetime"] },
      say: Say,
    ) => fleet.ensure(name, lifetime, say),
    exclusive: ({ name, survives }: { readonly name: ServiceName; readonly survives: Survives }, say: Say) =>
      fleet.startExclusive(name, survives, client, say),
    act: ({ id, action }: { readonly id: string; readonly action: Action }, say: Say) =>
      fleet.act(id, action, say),
    release: ({ id }: { readonly id: string }) => fleet.release(id),
    openProxy: ({ id }: { readonly id: string }, say: Say) => fleet.openProxy(id, client, say),
    closeProxy: ({ name }: { readonly name: string }) => fleet.closeProxy(name),
    status: async () => ({
      supervisor: process.pid,
      warden: register.wardenPid() ?? null,
      services: fleet.status(),
    }),
    stay: async () => presence.stay(),
    stop: ({ name }: { readonly name: ServiceName }) => fleet.stop(name),
    reset: ({ name }: { readonly name: ServiceName }, say: Say) => fleet.reset(name, say),
    down: () => presence.close(),
  };
}
