import { findInstalled } from "../install/installer.ts";
import { kindOf, type ServiceName } from "../kinds.ts";
import { fromRepository } from "../paths.ts";
import { configuredPorts } from "../ports.ts";
import type { Facts } from "../supervise/instance.ts";

const head = ["name", "state", "port", "pid", "version", "how", "data"];

/** A row for each instance that a supervisor knows, exclusive ones below the shared, and for each service that it does not. */
export async function statusRows(
  names: readonly ServiceName[],
  known: readonly Facts[],
): Promise<readonly (readonly string[])[]> {
  const rows = names.map(async (name) => {
    const present = known.filter((facts) => facts.name === name);
    const isShared = present.some(({ id }) => id === name);
    return [...(isShared ? [] : [await absentRow(name)]), ...present.map(presentRow)];
  });
  return [head, ...(await Promise.all(rows)).flat()];
}

function presentRow({ id, state, ports, pid, version, how, dataFolder }: Facts): readonly string[] {
  return [
    id,
    state,
    String(ports.main),
    pid === undefined ? "-" : String(pid),
    version ?? "-",
    how,
    fromRepository(dataFolder),
  ];
}

async function absentRow(name: ServiceName): Promise<readonly string[]> {
  const kind = kindOf(name);
  const found = await findInstalled(kind);
  const { main } = configuredPorts(name, kind.ports);
  return [
    name,
    "stopped",
    String(main),
    "-",
    found?.version ?? kind.version,
    found ? "native" : "absent",
    "-",
  ];
}
