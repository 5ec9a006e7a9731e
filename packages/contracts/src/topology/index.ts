export type {
  BrokerTopology,
  EventBridgeTopology,
  GroupName,
  KafkaTopology,
  NatsTopology,
  OperationGroup,
  RedisTopology,
  Topology,
  TopologyReading,
} from "./topology.ts";
export { topologyOf } from "./topology-of.ts";
