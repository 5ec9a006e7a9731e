import { transportErrors } from "@concordat/runtime";
import { describeSettings, type SettingsOf } from "@concordat/runtime/transport";
import type { NatsSettings } from "../settings.ts";
import { isAssetName } from "./names.ts";

/** A stream as somebody declares it. What is not said is not looked at in a stream that exists, and has its default in one that is created. */
const declared = describeSettings("nats", {
  subjects: { kind: "texts", about: "what it holds; `*` and `>` as NATS has them" },
  storage: { kind: "choice", of: ["file", "memory"], about: "where" },
  replicas: { kind: "whole", least: 1, most: 5, about: "on how many servers" },
  maxAgeMs: { kind: "whole", about: "how old messages get; 0: any age" },
  maxBytes: { kind: "whole", about: "how large it gets; 0: no bound" },
  duplicateWindowMs: { kind: "whole", about: "how long it knows ids" },
  discard: {
    kind: "choice",
    of: ["old", "new"],
    about: "what goes when it is full: the oldest, or what comes",
  },
});

export type NatsStreamOptions = Omit<SettingsOf<typeof declared.table>, "subjects"> & {
  readonly subjects: readonly string[];
};

export type DeclaredStream = NatsStreamOptions & { readonly name: string };

/** Throws TRANSPORT_SETTING, naming the stream. */
export function declaredStreams({ streams = {} }: NatsSettings): readonly DeclaredStream[] {
  return Object.entries(streams).map(([name, given]) => {
    const trouble = (text: string, setting = `streams.${name}`) =>
      transportErrors.TRANSPORT_SETTING({ transport: "nats", setting, trouble: text });
    if (typeof given !== "object" || given === null || Array.isArray(given))
      throw trouble("has to be an object, with the subjects of the stream");
    if (!isAssetName(name))
      throw trouble(
        "is no name of a stream: none has white space, dots, `*`, `>`, `/` or `\\`, or over 255 bytes",
      );
    let options: SettingsOf<typeof declared.table>;
    try {
      options = declared.read(given as Record<string, unknown>);
    } catch (error) {
      const { params } = error as { params?: { setting?: string; trouble?: string } };
      throw trouble(params?.trouble ?? (error as Error).message, `streams.${name}.${params?.setting}`);
    }
    const { subjects } = options;
    if (subjects === undefined) throw trouble("names no subjects", `streams.${name}.subjects`);
    return { ...options, subjects, name };
  });
}
