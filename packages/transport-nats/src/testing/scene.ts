import type { LogFields } from "@concordat/runtime";
import type { SharedService } from "@concordat/test-services";
import { onTestFinished } from "vitest";
import { type NatsTransportOptions, openNatsTransport } from "../open.ts";
import { plainClient } from "./plain-client.ts";

/** A name, and transports that are closed when the test ends, with all streams that have the name in theirs or in a subject. */
export async function scene({ url, uniqueName }: Pick<SharedService<"nats">, "url" | "uniqueName">) {
  const plain = await plainClient(url);
  const name = uniqueName("topology");
  onTestFinished(async () => {
    const names: string[] = [];
    for await (const { config } of plain.manager.streams.list())
      if (config.subjects.some((subject) => subject.includes(name)) || config.name.includes(name))
        names.push(config.name);
    for (const each of names) await plain.manager.streams.delete(each);
    await plain.close();
  });
  const said: { readonly level: string; readonly message: string; readonly fields: LogFields }[] = [];
  const at = (level: string) => (message: string, fields: LogFields) =>
    void said.push({ level, message, fields });
  const logger = { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
  const open = async (options: NatsTransportOptions = {}) => {
    const transport = await openNatsTransport({ servers: [url], logger, ...options });
    onTestFinished(() => transport.close());
    return transport;
  };
  return { plain, name, said, open };
}
