import type { BrokerBench } from "./broker-cases.ts";
import { kafkaNames } from "./clients/kafka.ts";
import { natsNames } from "./clients/nats.ts";
import { redisNames } from "./clients/redis.ts";

/** In the order in which they are measured. */
export const brokers: readonly BrokerBench[] = [
  {
    service: "nats",
    title: "NATS JetStream",
    publish: [natsNames.byHand, natsNames.byHandFew, natsNames.stock],
    stock: natsNames.stock,
    timesAsFast: 2.5,
    batches: [100],
    consume: [natsNames.reader],
  },
  {
    service: "kafka",
    title: "Kafka",
    publish: [kafkaNames.platformatic, kafkaNames.kafkajs, kafkaNames.stock],
    stock: kafkaNames.stock,
    timesAsFast: 5,
    batches: [100, 500],
    consume: [kafkaNames.kafkajsReader, kafkaNames.platformaticReader],
  },
  {
    service: "redis",
    title: "Redis streams",
    publish: [redisNames.pipelines, redisNames.stock],
    stock: redisNames.stock,
    timesAsFast: 1.5,
    batches: [100],
    consume: [redisNames.reader],
  },
];
