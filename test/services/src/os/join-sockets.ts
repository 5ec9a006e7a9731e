import type { Socket } from "node:net";

/** What one hears the other says. Both stand in `open` for as long as they are. */
export function joinSockets(outside: Socket, inside: Socket, open: Set<Socket>): void {
  for (const [one, other] of [
    [outside, inside],
    [inside, outside],
  ] as const) {
    open.add(one);
    one.pipe(other);
    // Whichever side breaks, the other one hears of it; why, the client under test has to tell.
    one.on("error", () => other.destroy());
    one.on("close", () => {
      open.delete(one);
      other.destroy();
    });
  }
}
