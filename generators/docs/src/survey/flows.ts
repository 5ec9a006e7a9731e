import type {
  CatalogueModel,
  Direction,
  ModelChannel,
  ModelMessage,
  ModelOperation,
} from "@concordat/contracts";
import { isObject } from "@concordat/json";

/** One application sending or receiving one message on one channel. */
export type Flow = {
  readonly application: string;
  readonly direction: Direction;
  readonly operation: ModelOperation;
  readonly channel: ModelChannel;
  readonly message: ModelMessage;
  /** Whether it is the answer to the operation's own message. */
  readonly isReply: boolean;
};

/** Everything that the document says about who moves what; in the order of its operations. */
export function flowsOf(model: CatalogueModel): readonly Flow[] {
  const channels = new Map(model.channels.map((channel) => [channel.name, channel]));
  const messages = new Map(model.messages.map((message) => [message.name, message]));
  return model.operations.flatMap((operation) => {
    const application = applicationOf(operation, model);
    const flows = (names: readonly string[], on: string, direction: Direction, isReply: boolean) =>
      names.flatMap((name): readonly Flow[] => {
        const [channel, message] = [channels.get(on), messages.get(name)];
        if (channel === undefined || message === undefined) return [];
        return [{ application, direction, operation, channel, message, isReply }];
      });
    const { direction, reply } = operation;
    const back = direction === "send" ? "receive" : "send";
    return [
      ...flows(operation.messages, operation.channel, direction, false),
      ...(reply ? flows(reply.messages, reply.channel ?? operation.channel, back, true) : []),
    ];
  });
}

/** A document tells of one application, its own, unless its operations name others. */
function applicationOf({ extensions }: ModelOperation, { info }: CatalogueModel): string {
  const said = extensions["x-concordat"];
  const named = said !== undefined && isObject(said) ? said.application : undefined;
  return typeof named === "string" && named !== "" ? named : info.title;
}
