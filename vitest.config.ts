import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "packages/*/src/**/*.test.ts",
      "registry/src/**/*.test.ts",
      "scripts/**/*.test.ts",
      "test/**/*.test.ts",
    ],
    exclude: ["**/node_modules/**", "**/dist/**", ".cache/**"],
    globalSetup: ["./test/services/src/vitest-global-setup.ts"],
    reporters: ["default", "./test/reporter.ts"],
  },
});
