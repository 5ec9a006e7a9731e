import type { Json } from "@concordat/json";
import type { Identity } from "../../auth/identity.ts";
import type { Role } from "../../auth/role.ts";
import type { State } from "../../core/state/state.ts";
import type { Origin } from "../../store/logged-change.ts";
import type { World } from "../../world.ts";
import type { Query } from "./query.ts";

/** One operation of this API. */
export type Route = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/`, `/confluent` and `/contexts/:context` of both. */
  readonly path: string;
  readonly role: Role;
  /**
   * What is answered: bytes that were made before, `noContent`, or a value to be written as JSON.
   *
   * @throws {Refusal} and whatever the core refuses with
   */
  answer(call: Call): unknown;
};

/** A request, read. */
export type Call = {
  readonly world: World;
  readonly state: State;
  /** Decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Json | undefined;
  /** Who is asking, for the audit. */
  readonly origin: Origin;
  readonly identity: Identity;
  /** Below `/contexts/.staging/` that context, `undefined` where a name says it itself. */
  readonly context: string | undefined;
};

/** An answer without a body. */
export const noContent = Symbol("no content");
