import type { Json, JsonObject } from "@concordat/json";
import { type Dialect, definitionsKeyword, isSince } from "../dialect.ts";
import { type Room, speakingRooms } from "./plan.ts";

/** K as text: a definition for each room that has something to say, in the order of the plan. */
export type Closing = {
  readonly definitions: JsonObject;
  /** The name of each room's definition. */
  readonly nameOf: (room: number) => string;
  readonly speaking: ReadonlySet<number>;
};

/** Writes K in a dialect: `properties`, `patternProperties`, `items` and references between them, nothing else. */
export function writeClosing(rooms: readonly Room[], dialect: Dialect): Closing {
  const speaking = speakingRooms(rooms);
  const numbers = new Map(
    [...rooms.keys()].filter((room) => speaking.has(room)).map((room, rank) => [room, rank]),
  );
  const nameOf = (room: number) => `names-${(numbers.get(room) ?? 0) + 1}`;
  const anything: Json = isSince(dialect, "draft-06") ? true : {};
  const below = (room: number | undefined): Json =>
    room !== undefined && speaking.has(room)
      ? { $ref: `#/${definitionsKeyword(dialect)}/${nameOf(room)}` }
      : anything;
  const speaks = (room: number | undefined) => room !== undefined && speaking.has(room);

  const objectPart = ({ isClosed, names, patterns, otherNames }: Room): JsonObject => {
    // What is not listed falls under `additionalProperties`; where that is silent, so may the list be.
    const listsAll = isClosed || speaks(otherNames);
    const list = (rooms: ReadonlyMap<string, number | undefined>) =>
      Object.fromEntries(
        [...rooms].filter(([, room]) => listsAll || speaks(room)).map(([name, room]) => [name, below(room)]),
      );
    return {
      ...unlessEmpty("properties", list(names)),
      ...unlessEmpty("patternProperties", list(patterns)),
      ...(isClosed ? { additionalProperties: false } : {}),
      ...(!isClosed && speaks(otherNames) ? { additionalProperties: below(otherNames) } : {}),
    };
  };

  const arrayPart = ({ prefix, otherItems }: Room): JsonObject => {
    const length = speaks(otherItems) ? prefix.length : prefix.findLastIndex(speaks) + 1;
    const first = prefix.slice(0, length).map(below);
    const rest = speaks(otherItems) ? below(otherItems) : undefined;
    if (isSince(dialect, "2020-12"))
      return {
        ...(first.length > 0 ? { prefixItems: first } : {}),
        ...(rest === undefined ? {} : { items: rest }),
      };
    if (first.length === 0) return rest === undefined ? {} : { items: rest };
    return { items: first, ...(rest === undefined ? {} : { additionalItems: rest }) };
  };

  const definitions = Object.fromEntries(
    [...rooms.entries()]
      .filter(([number]) => speaking.has(number))
      .map(([number, room]) => [nameOf(number), { ...objectPart(room), ...arrayPart(room) }]),
  );
  return { definitions, nameOf, speaking };
}

function unlessEmpty(keyword: string, members: JsonObject): JsonObject {
  return Object.keys(members).length === 0 ? {} : { [keyword]: members };
}
