import { describeWithService } from "@concordat/test-services/vitest";
import { expect, test } from "vitest";
import { scene } from "../testing/scene.ts";

const event = { specversion: "1.0", id: "1", source: "/s", type: "t" } as const;

describeWithService("nats", (nats) => {
  const setUp = () => scene(nats());

  test("told to check, nothing is created: what is missing is named", async () => {
    const { name, open, plain } = await setUp();
    const transport = await open();

    const missing = { code: "TOPOLOGY_MISSING", message: expect.stringContaining(`${name}.a`) };
    expect(await transport.publish([{ address: `${name}.a`, event }])).toMatchObject([
      { status: "refused", error: missing },
    ]);
    await expect(
      transport.subscribe({ group: "g", addresses: [`${name}.a`] }, async () => undefined),
    ).rejects.toMatchObject(missing);
    await expect(open({ streams: { [name]: { subjects: [`${name}.>`] } } })).rejects.toMatchObject({
      code: "TOPOLOGY_MISSING",
      message: expect.stringContaining(`the stream ${name}`),
    });
    await expect(plain.manager.streams.info(name)).rejects.toThrow("not found");
  });

  test("told to create, it is there as declared, and told so; a second time nothing is", async () => {
    const { name, open, plain, said } = await setUp();
    const streams = {
      [name]: {
        subjects: [`${name}.>`],
        storage: "file",
        maxAgeMs: 3_600_000,
        maxBytes: 1_000_000,
        duplicateWindowMs: 300_000,
        discard: "new",
      },
    } as const;
    await open({ provision: "create", streams });
    const { config } = await plain.manager.streams.info(name);
    expect(config).toMatchObject({
      subjects: [`${name}.>`],
      storage: "file",
      num_replicas: 1,
      max_age: 3_600_000_000_000,
      max_bytes: 1_000_000,
      duplicate_window: 300_000_000_000,
      discard: "new",
    });
    const transport = await open({ provision: "create", streams });
    await open({ streams });
    expect(await transport.publish([{ address: `${name}.a.b`, event }])).toMatchObject([
      { status: "stored" },
    ]);

    expect(said).toEqual([
      { level: "info", message: "a stream was created", fields: { stream: name, subjects: [`${name}.>`] } },
    ]);
  });

  test("two that create the same stream at the same moment both have it", async () => {
    const { name, open } = await setUp();
    const transports = await Promise.all([1, 2, 3].map(() => open({ provision: "create" })));

    const results = await Promise.all(
      transports.map((transport, index) =>
        transport.publish([{ address: `${name}.a`, event: { ...event, id: String(index) } }]),
      ),
    );
    expect(results.flat().map(({ status }) => status)).toEqual(["stored", "stored", "stored"]);
  });

  test.each([
    ["storage", { storage: "memory" }, "storage file"],
    ["subjects", { subjects: ["elsewhere.>"] }, "elsewhere.>"],
    ["age", { maxAgeMs: 1_000 }, "max age in ms 0"],
    ["bytes", { maxBytes: 5 }, "max bytes 0"],
    ["discard", { discard: "new" }, "discard old"],
    ["replicas", { replicas: 3 }, "replicas 1"],
    ["window", { duplicateWindowMs: 5_000 }, "duplicate window in ms 120000"],
  ])("a stream that is otherwise is never changed, but told: %s", async (_, wanted, message) => {
    const { name, open, plain } = await setUp();
    await plain.manager.streams.add({ name, subjects: [`${name}.>`] });
    const before = await plain.manager.streams.info(name);

    const streams = { [name]: { subjects: [`${name}.>`], ...(wanted as object) } };
    await expect(open({ provision: "create", streams })).rejects.toMatchObject({
      code: "TOPOLOGY_MISMATCH",
      message: expect.stringContaining(message),
    });
    expect((await plain.manager.streams.info(name)).config).toEqual(before.config);
  });

  test("a stream that forgets ids sooner than is promised is told, and one that promises nothing is not", async () => {
    const { name, open, plain } = await setUp();
    await plain.manager.streams.add({ name, subjects: [`${name}.>`], duplicate_window: 5_000_000_000 });
    const mismatch = {
      code: "TOPOLOGY_MISMATCH",
      message: expect.stringContaining("duplicate window 5000 ms"),
    };
    expect(await (await open()).publish([{ address: `${name}.a`, event }])).toMatchObject([
      { status: "refused", error: mismatch },
    ]);

    const modest = await open({ duplicateWindowMs: 0 });
    expect(await modest.publish([{ address: `${name}.a`, event }])).toMatchObject([{ status: "stored" }]);
    expect(modest.capabilities.dedupeWindowMs).toMatchObject({ notPromised: expect.any(String) });
  });

  test("a consumer of that name that is another one is told", async () => {
    const { name, open, plain } = await setUp();
    await plain.manager.streams.add({ name, subjects: [`${name}.>`] });
    const transport = await open();
    await (
      await transport.subscribe({ group: "g", addresses: [`${name}.a`] }, async () => undefined)
    ).close();
    const [own] = await plain.manager.consumers.list(name).next();
    await plain.manager.consumers.update(name, own?.name ?? "", { filter_subject: `${name}.b` });

    await expect(
      transport.subscribe({ group: "g", addresses: [`${name}.a`] }, async () => undefined),
    ).rejects.toMatchObject({ code: "TOPOLOGY_MISMATCH", message: expect.stringContaining(`${name}.b`) });
  });

  test("memory does not survive what is promised, and that is said once", async () => {
    const { name, open, plain, said } = await setUp();
    await plain.manager.streams.add({ name, subjects: [`${name}.>`], storage: "memory" as never });
    const transport = await open();
    for (const address of [`${name}.a`, `${name}.b`]) await transport.publish([{ address, event }]);

    expect(said).toEqual([
      {
        level: "warn",
        message: "a stream does not keep what is declared",
        fields: { stream: name, declared: "process-crash", found: "none", why: "its storage is memory" },
      },
    ]);
    said.length = 0;
    const modest = await open({ durability: "none" });
    await modest.publish([{ address: `${name}.a`, event }]);
    expect(said).toEqual([]);
  });

  test("with partitions, a stream without their subjects and a bucket without expiry are told, a missing bucket too", async () => {
    const { name, open, plain } = await setUp();
    await plain.manager.streams.add({ name, subjects: [`${name}.a`] });
    await expect(open({ partitions: 2, leaseBucket: name })).rejects.toMatchObject({
      code: "TOPOLOGY_MISSING",
      message: expect.stringContaining(`bucket ${name}`),
    });
    await plain.manager.streams.add({ name: `KV_${name}`, subjects: [`$KV.${name}.>`] });
    await expect(open({ partitions: 2, leaseBucket: name })).rejects.toMatchObject({
      code: "TOPOLOGY_MISMATCH",
      message: expect.stringContaining("allow_msg_ttl"),
    });
    await plain.manager.streams.delete(`KV_${name}`);

    const transport = await open({ partitions: 2, leaseBucket: name, provision: "create" });
    expect(await transport.publish([{ address: `${name}.a`, event }])).toMatchObject([
      {
        status: "refused",
        error: { code: "TOPOLOGY_MISMATCH", message: expect.stringContaining(`${name}.a.p0`) },
      },
    ]);
  });

  test("a stream that takes smaller messages than the server is believed", async () => {
    const { name, open, plain } = await setUp();
    await plain.manager.streams.add({ name, subjects: [`${name}.>`], max_msg_size: 100_000 });
    const known = await open({ streams: { [name]: { subjects: [`${name}.>`] } } });
    expect(known.capabilities.limits.messageBytes).toBeLessThan(100_000);

    const large = { ...event, data: "x".repeat(100_000) };
    for (const transport of [known, await open()])
      expect(await transport.publish([{ address: `${name}.a`, event: large }])).toMatchObject([
        { status: "refused", error: { code: "LIMIT_EVENT_BYTES" } },
      ]);
  });
});
