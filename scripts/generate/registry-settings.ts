import { settingsPage } from "@concordat/registry/settings";
import type { Generator } from "./generator.ts";

const path = "docs/reference/registry-settings.md";

export const registrySettings: Generator = {
  name: "registry-settings",
  owns: [path],
  run: async () => ({ [path]: settingsPage() }),
};
