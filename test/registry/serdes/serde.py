"""Sends orders through Kafka with confluent-kafka's JSON serializer, or reads them with its deserializer."""

import json
import sys

from confluent_kafka import Consumer, Producer
from confluent_kafka.schema_registry import (
    SchemaRegistryClient,
    header_schema_id_serializer,
    prefix_schema_id_serializer,
)
from confluent_kafka.schema_registry.json_schema import JSONDeserializer, JSONSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

verb, url, brokers, topic, framing, text = sys.argv[1:7]
client = SchemaRegistryClient({"url": url})
orders = [{"id": "1001"}, {"id": "1002", "note": "ring twice"}]


def write():
    serializers = {"prefix": prefix_schema_id_serializer, "header": header_schema_id_serializer}
    serialize = JSONSerializer(text, client, conf={"schema.id.serializer": serializers[framing]})
    producer = Producer({"bootstrap.servers": brokers})
    for order in orders:
        headers = []
        context = SerializationContext(topic, MessageField.VALUE, headers)
        producer.produce(topic, serialize(order, context), headers=headers)
    assert producer.flush(30) == 0


def read():
    # It takes the frame that is there, a header or a prefix.
    deserialize = JSONDeserializer(text, schema_registry_client=client)
    consumer = Consumer({"bootstrap.servers": brokers, "group.id": f"{topic}-python", "auto.offset.reset": "earliest"})
    consumer.subscribe([topic])
    for _ in orders:
        message = consumer.poll(60)
        assert message is not None and message.error() is None, message and message.error()
        headers = message.headers() or []
        context = SerializationContext(topic, MessageField.VALUE, headers)
        value = deserialize(message.value(), context)
        print(json.dumps({"value": value, "first": message.value()[0], "headers": [name for name, _ in headers]}))
    consumer.close()


{"write": write, "read": read}[verb]()
