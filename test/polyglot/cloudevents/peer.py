"""Reads and writes CloudEvents with the official Python SDK: one question a line in, one answer a line out.

See peer.ts for the shape of questions and answers.
"""

import base64
import json
import sys
from datetime import datetime

from cloudevents.core.bindings import http
from cloudevents.core.v1.event import CloudEvent


def answer(question):
    if question["do"] == "read":
        body = base64.b64decode(question["body"])
        event = http.from_http_event(http.HTTPMessage(headers=question["headers"], body=body))
        return {"events": [wire_of(event)]}
    (wire,) = question["events"]
    write = http.to_binary_event if question["mode"] == "binary" else http.to_structured_event
    message = write(event_of(wire))
    return {"headers": message.headers, "body": base64.b64encode(message.body).decode()}


def wire_of(event):
    attributes = {name: text_of(value) for name, value in event.get_attributes().items() if value is not None}
    data = event.get_data()
    if data is None:
        return {"attributes": attributes}
    if isinstance(data, (bytes, bytearray)):
        return {"attributes": attributes, "data": {"base64": base64.b64encode(data).decode()}}
    if isinstance(data, str) and not is_json(event.get_datacontenttype()):
        return {"attributes": attributes, "data": {"text": data}}
    return {"attributes": attributes, "data": {"json": data}}


def is_json(content_type):
    bare = (content_type or "application/json").split(";")[0].strip()
    return bare.endswith("/json") or bare.endswith("+json")


def text_of(value):
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def event_of(wire):
    attributes = dict(wire["attributes"])
    if "time" in attributes:
        attributes["time"] = datetime.fromisoformat(attributes["time"].replace("Z", "+00:00"))
    data = wire.get("data", {})
    if "base64" in data:
        return CloudEvent(attributes, base64.b64decode(data["base64"]))
    return CloudEvent(attributes, data.get("text", data.get("json")))


for line in sys.stdin:
    try:
        print(json.dumps(answer(json.loads(line))), flush=True)
    except Exception as error:  # the SDK's own refusals are answers, too
        print(json.dumps({"error": f"{type(error).__name__}: {error}"}), flush=True)
