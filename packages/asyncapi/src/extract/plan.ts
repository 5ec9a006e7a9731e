import type { ContractKind } from "@concordat/contracts";
import type { Dialect } from "@concordat/schema";
import { definitionName, rewrite } from "../payload/lift.ts";
import { statedDialect } from "../payload/stated-dialect.ts";
import type { DraftMessage, DraftModel, WrittenSchema } from "../read/draft.ts";
import { isWithin, keyOf, type SourceNode } from "../source/node.ts";
import type { World } from "../source/world.ts";
import { proposePath } from "./propose-path.ts";

/** What will be a contract: one for each place at which a schema stands. */
export type Plan = {
  readonly path: string;
  readonly kind: ContractKind;
  readonly node: SourceNode;
  readonly fallback: Dialect;
  readonly names: readonly string[];
  readonly messages: DraftMessage[];
};

export function planContracts(draft: DraftModel, world: World): ReadonlyMap<string, Plan> {
  const plans = new Map<string, Plan>();
  const taken = new Set<string>();
  const addressOf = (message: DraftMessage) =>
    draft.channels.find(({ messages }) => messages.includes(message.name))?.address ?? undefined;

  const plan = (
    node: SourceNode,
    fallback: Dialect,
    kind: ContractKind,
    names: readonly string[],
    message?: DraftMessage,
  ) => {
    const known = plans.get(keyOf(node));
    if (known !== undefined) {
      if (message !== undefined) known.messages.push(message);
      return;
    }
    const address = message && addressOf(message);
    const path = proposePath(
      { domain: draft.info.title, names, ...(address !== undefined && { address }) },
      taken,
    );
    taken.add(path);
    plans.set(keyOf(node), {
      path,
      kind,
      node,
      fallback,
      names,
      messages: message === undefined ? [] : [message],
    });
  };

  for (const message of draft.messages) {
    const names = [
      ...(isDotted(message.says) ? [message.says ?? ""] : []),
      message.name,
      message.title ?? "",
    ];
    planWritten(message.payload, world, (node, fallback) => plan(node, fallback, "event", names, message));
  }
  for (const message of draft.messages)
    planWritten(message.headers, world, (node, fallback) =>
      plan(node, fallback, "envelope", [`${message.name} headers`], message),
    );
  // What those refer to joins the map while it is walked.
  for (const { node, fallback } of plans.values())
    for (const target of targetsOf(node, world))
      plan(target, statedDialect(target.value) ?? fallback, "fragment", [definitionName(target)]);
  return plans;
}

function planWritten(
  written: WrittenSchema,
  world: World,
  plan: (node: SourceNode, fallback: Dialect) => void,
): void {
  if (written.kind !== "schema") return;
  plan(world.follow(written.node).at(-1) ?? written.node, written.fallback);
}

/** What the references of a schema lead to outside of it. */
function targetsOf(node: SourceNode, world: World): readonly SourceNode[] {
  const targets: SourceNode[] = [];
  rewrite(node, (ref, holder, resource) => {
    const target = outside(ref, holder, resource, node, world);
    if (target !== undefined) targets.push(target);
    return ref;
  });
  return targets;
}

/** What a reference leads to, unless that lies in the schema itself. */
export function outside(
  ref: string,
  holder: SourceNode,
  resource: string,
  entry: SourceNode,
  world: World,
): SourceNode | undefined {
  const found = world.target(ref, holder, resource);
  const target = found && (world.follow(found).at(-1) ?? found);
  return target === undefined || isWithin(target, entry) ? undefined : target;
}

function isDotted(name: string | undefined): boolean {
  return name?.includes(".") ?? false;
}
