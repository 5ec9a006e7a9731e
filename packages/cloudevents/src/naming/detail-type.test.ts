import { expect, test } from "vitest";
import { detailTypeOf } from "./detail-type.ts";

test.each([
  ["com.foundry.oms.objecttype.created", "Objecttype Created"],
  ["com.foundry.oms.system.healthcheck", "System Healthcheck"],
  ["shop.orderPlaced", "Shop OrderPlaced"],
  ["UserRegistered", "UserRegistered"],
])("%s is called %s", (type, detailType) => {
  expect(detailTypeOf(type)).toBe(detailType);
});
