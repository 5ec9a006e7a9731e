import { expectTypeOf, test } from "vitest";
import type { ExclusiveService, SharedService } from "./handle.ts";

test("only an exclusive service can be ill-treated", () => {
  expectTypeOf<SharedService<"redis">>().not.toHaveProperty("kill9");
  expectTypeOf<SharedService<"redis">>().not.toHaveProperty("restart");
  expectTypeOf<ExclusiveService<"redis">>().toHaveProperty("kill9");
  expectTypeOf<ExclusiveService<"redis">>().toHaveProperty("restart");
});

test("a service that tells clients its address has a proxy only where it knows of it from the start", () => {
  expectTypeOf<SharedService<"kafka">>().not.toHaveProperty("through");
  expectTypeOf<ExclusiveService<"kafka">>().toHaveProperty("through");
  expectTypeOf<SharedService<"redis">>().toHaveProperty("through");
});

test("a handle has what its kind adds", () => {
  expectTypeOf<SharedService<"kafka">["brokers"]>().toEqualTypeOf<string[]>();
  expectTypeOf<SharedService<"postgres">>().toHaveProperty("createDatabase");
  expectTypeOf<SharedService<"redis">>().not.toHaveProperty("createDatabase");
});
