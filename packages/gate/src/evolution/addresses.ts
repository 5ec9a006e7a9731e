import type { Catalogue } from "@concordat/contracts";
import { contractsIn } from "./affected.ts";
import type { RoutedModel } from "./baseline.ts";
import { numberOf } from "./promises.ts";

/** Where one major version of a contract travels. */
export type Route = {
  readonly contract: string;
  readonly major: number;
  /** By address: the name of a channel that has it. Channels whose address is known at run time only are left out. */
  readonly channels: ReadonlyMap<string, string>;
};

/** By `commerce/order/placed@1`. A contract that is only a part of what is sent travels nowhere itself. */
export function routesOf(model: RoutedModel, catalogue: Catalogue): ReadonlyMap<string, Route> {
  const contractsOf = new Map(
    model.messages.map(({ name, payload }) => [
      name,
      payload.kind === "contract" ? contractsIn(payload, catalogue) : [],
    ]),
  );
  const routes = new Map<string, Route>();
  for (const { name, address, messages } of model.channels)
    for (const version of messages.flatMap((message) => contractsOf.get(message) ?? [])) {
      if (address === null) continue;
      const major = numberOf(version).major;
      const line = `${version.contract}@${major}`;
      const known = routes.get(line) ?? { contract: version.contract, major, channels: new Map() };
      routes.set(line, { ...known, channels: new Map([...known.channels, [address, name]]) });
    }
  return routes;
}
