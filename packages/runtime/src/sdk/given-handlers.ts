import type { EventHandler } from "../bus/handlers.ts";
import { runtimeErrors } from "../errors.ts";
import { type ContractTable, isIgnored } from "./handlers.ts";

/**
 * The handlers of a map by the names of their events, without those that stand for "nobody's business here".
 *
 * The compiler takes an instance of a class for a map, so its methods count as what is written in braces does, and keep their `this`.
 *
 * @throws {RuntimeError} RUNTIME_OPTION for what stands in a handler's place and is none
 */
export function givenHandlers(
  table: ContractTable,
  handlers: object,
): readonly (readonly [name: string, handle: EventHandler])[] {
  const members = handlers as Readonly<Record<string, unknown>>;
  const declared = Object.keys(table).filter((name) => isGiven(members, name));
  // What the SDK has no event for may be a mistyped name, or what an instance keeps for itself.
  const others = Object.keys(members).filter(
    (name) => !Object.hasOwn(table, name) && typeof members[name] === "function",
  );
  return [...declared, ...others].flatMap((name) => {
    const handle = members[name];
    if (isIgnored(handle)) return [];
    if (typeof handle === "function") return [[name, handle.bind(handlers)] as const];
    throw runtimeErrors.RUNTIME_OPTION({ option: `handlers.${name}`, trouble: "is no function" });
  });
}

/** An event may be called as something that every object inherits: `toString` is no handler for it. */
function isGiven(members: Readonly<Record<string, unknown>>, name: string): boolean {
  if (Object.hasOwn(members, name)) return true;
  return members[name] !== (Object.prototype as unknown as typeof members)[name];
}
