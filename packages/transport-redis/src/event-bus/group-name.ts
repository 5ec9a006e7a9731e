/** What the handlers of a group are for; each kind has a group of its own, and so a copy of its own of each event. */
export type HandlerType =
  | "projection_handlers"
  | "process_manager_handlers"
  | "saga_handlers"
  | "notification_handlers";

export type GroupNameParts = {
  readonly service: string;
  readonly handlerType: HandlerType;
  /** Default `defense_allies`. An empty one is left out. */
  readonly prefix?: string;
} & (
  | {
      /** `service` (default): the instances of a service share the events. */
      readonly scope?: "service";
    }
  | {
      /** `instance`: each instance gets all of them, as a group of its own. */
      readonly scope: "instance";
      readonly instance: string;
    }
);

/**
 * The name of a consumer group as the event bus has them: `my-service_projection_handlers_node_001` where each instance is a
 * group, and the same without the instance where instances share the work. For `group` of a subscription.
 */
export function groupName(parts: GroupNameParts): string {
  const { prefix = "defense_allies", service, handlerType } = parts;
  const words = [prefix, service, handlerType, ...(parts.scope === "instance" ? [parts.instance] : [])];
  return words.filter((word) => word !== "").join("_");
}
