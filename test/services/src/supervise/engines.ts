import { serviceErrors } from "../errors.ts";
import { kindOf, type ServiceName } from "../kinds.ts";
import type { PortPool } from "../ports.ts";
import { createDockerEngine, hasDocker } from "./docker.ts";
import type { Engine } from "./engine.ts";
import { createNativeEngine } from "./native.ts";
import type { Register } from "./register.ts";

const variable = "CONCORDAT_SERVICES";

/** Docker where an engine answers, else natively; the variable decides where it is set. Asked once, at the first start. */
export function createEngines(
  pool: PortPool,
  register: Register,
  signal: AbortSignal,
): (name: ServiceName) => Promise<Engine> {
  const native = createNativeEngine(pool, register, signal);
  const docker = createDockerEngine(register, signal);
  let decision: Promise<Engine> | undefined;

  async function decide(name: ServiceName): Promise<Engine> {
    const wish = process.env[variable];
    if (wish !== undefined && wish !== "native" && wish !== "docker")
      throw serviceErrors.SERVICE_SETTING_INVALID({ variable, value: wish, expected: "native or docker" });
    if (wish === "native") return native;
    if (await hasDocker()) return docker;
    if (wish === undefined) return native;
    const reason = `${variable} asks for Docker, and no Docker engine with Compose answers`;
    throw serviceErrors.SERVICE_UNAVAILABLE({ name, reason, remedy: `start Docker, or unset ${variable}` });
  }

  return (name) => {
    if (!kindOf(name).inCompose) return Promise.resolve(native);
    decision ??= decide(name);
    return decision;
  };
}
