import { createRegistryClient, type RegistryClientOptions } from "../index.ts";

/** A client whose time stands still unless the test moves it, and which does not wait before it tries again. */
export function clientOf(url: string, options: Partial<RegistryClientOptions> = {}) {
  const clock = { ms: Date.UTC(2026, 10, 27) };
  const client = createRegistryClient({
    url,
    freshMs: 0,
    now: () => clock.ms,
    random: () => 0.5,
    sleep: async () => undefined,
    ...options,
  });
  return Object.assign(client, { clock });
}
