import { expect, expectTypeOf, test } from "vitest";
import { groupNames } from "./group-names.ts";

const groups = groupNames({
  receiveIndexed: "indexing-consumers",
  receiveUser: "{prefix}_{service}_projection_handlers",
  receiveOrder: "{spring.kafka.consumer.group-id}",
});

test("a name without holes is itself, down to its type", () => {
  expect(groups.receiveIndexed).toBe("indexing-consumers");
  expectTypeOf(groups.receiveIndexed).toEqualTypeOf<"indexing-consumers">();
});

test("a name with holes is filled by the service, and the compiler knows with what", () => {
  expect(groups.receiveUser({ prefix: "shop", service: "mail" })).toBe("shop_mail_projection_handlers");
  expect(groups.receiveOrder({ "spring.kafka.consumer.group-id": "order-service" })).toBe("order-service");
  expectTypeOf(groups.receiveUser)
    .parameter(0)
    .toEqualTypeOf<Readonly<Record<"prefix" | "service", string>>>();
});

test.each([
  [{ prefix: "shop" }, 'the option "service" is not there, where the group {prefix}_{service}_'],
  [{ prefix: "", service: "mail" }, 'the option "prefix" is "", where'],
])("a group is never named by half: %j", (fills, message) => {
  expect(() => groups.receiveUser(fills as never)).toThrow(
    expect.objectContaining({ code: "RUNTIME_OPTION", message: expect.stringContaining(message) }),
  );
});
