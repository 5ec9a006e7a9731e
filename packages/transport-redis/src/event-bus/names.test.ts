import type { CloudEvent } from "@concordat/cloudevents";
import { expect, test } from "vitest";
import { eventOf } from "../testing/event-of.ts";
import { eventBusAddress, eventBusDeadLetters } from "./addresses.ts";
import { groupName } from "./group-name.ts";

const handlers = { service: "my-service", handlerType: "projection_handlers" } as const;

test("instances share a group unless each is to have one", () => {
  expect(groupName(handlers)).toBe("defense_allies_my-service_projection_handlers");
  expect(groupName({ ...handlers, prefix: "", scope: "instance", instance: "node_001" })).toBe(
    "my-service_projection_handlers_node_001",
  );
});

test.each([
  [{}, {}, "events:domain_event:normal"],
  [{ priority: "critical" }, {}, "events:domain_event:normal"],
  [{ priority: "critical" }, { priorities: true }, "events:domain_event:critical"],
  [{ priority: "low" }, { priorities: true }, "events:domain_event:normal"],
  [{ priority: "low" }, { priorities: true, separateLow: true }, "events:domain_event:low"],
  [{ category: "user_action", priority: "high" }, { priorities: true }, "events:user_action:high"],
])("%j with %j belongs to %s", (extensions, streams, address) => {
  expect(eventBusAddress({ ...eventOf("1"), ...extensions } as CloudEvent, streams)).toBe(address);
});

test("dead letters of a category have one place", () => {
  expect(eventBusDeadLetters({ address: "events:user_action:high" })).toBe("events:user_action:dlq");
  expect(eventBusDeadLetters({ address: "orders" })).toBe("orders:dlq");
});
