import assert from "node:assert/strict";
import { isConcordatError } from "@concordat/errors";
import type { RawContent } from "@concordat/runtime";
import { defineProperty } from "../property.ts";
import { sampleEvent } from "../sample-event.ts";
import type { EventMessage } from "../world.ts";

const mustFit = 65_536;

export const t27 = defineProperty({
  id: "T27",
  sentence:
    "events of no data, of 64 KiB and of the limit arrive; one byte more is refused before it is sent",
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const { messageBytes } = transport.capabilities.limits;
    const sizes = new Map<string, number>();
    await world.consume(transport, { group, addresses: [address] }, async ({ content, raw }) => {
      sizes.set(content.event?.id ?? "", bytesOf(raw));
    });
    /** With ids of one length, a letter more in the data is a byte more in the message. */
    const padded = (id: string, letters: number): EventMessage => ({
      address,
      event: sampleEvent(`${id}${Date.now().toString(36)}`, { data: "x".repeat(letters) }),
    });
    const { data: _, datacontenttype: __, ...bare } = sampleEvent(`none${Date.now().toString(36)}`);

    const probe = padded("prob", 0);
    await world.store(transport, [probe, { address, event: bare }]);
    await world.untilHandled(group, 2);
    const overhead = sizes.get(probe.event.id) ?? Number.NaN;
    assert.ok(
      messageBytes >= mustFit + overhead,
      `CloudEvents wants 64 KiB of event to fit, the limit is ${messageBytes}`,
    );
    const atLimit = padded("full", messageBytes - overhead);
    await world.store(transport, [padded("must", mustFit), atLimit]);
    await world.untilHandled(group, 4);
    assert.equal(sizes.get(atLimit.event.id), messageBytes, "bytes are counted as the capabilities say");

    const results = await world.publish(transport, [
      padded("with", 1),
      padded("over", messageBytes - overhead + 1),
      padded("also", 1),
    ]);
    await world.untilHandled(group, 6);
    assert.deepEqual(
      results.map(({ status }) => status),
      ["stored", "refused", "stored"],
    );
    const error = results[1]?.status === "refused" ? results[1].error : undefined;
    assert.ok(isConcordatError(error), "the refusal is a coded error");
    assert.equal(error.code, "LIMIT_EVENT_BYTES");
    world.verify({ groups: { [group]: [address] } });
  },
});

function bytesOf({ headers, body }: RawContent): number {
  const text = Object.entries(headers).flat().join("");
  return body.length + Buffer.byteLength(text);
}
