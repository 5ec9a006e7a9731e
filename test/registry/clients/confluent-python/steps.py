"""Every operation of confluent-kafka's registry clients that concerns JSON, one step each, as JSON lines."""

import asyncio
import inspect
import json
import re
import sys

from confluent_kafka.schema_registry import (
    AsyncSchemaRegistryClient,
    Metadata,
    MetadataProperties,
    Rule,
    RuleKind,
    RuleMode,
    RuleSet,
    Schema,
    SchemaReference,
    SchemaRegistryClient,
    ServerConfig,
)
from confluent_kafka.schema_registry.common.schema_registry_client import (
    AssociationCreateOrUpdateInfo,
    AssociationCreateOrUpdateRequest,
    ConfigCompatibilityLevel,
    MetadataTags,
    SchemaVersion,
)
from confluent_kafka.schema_registry.error import SchemaRegistryError

url, guarded_url, read_token, kind = sys.argv[1:5]
Client = {"sync": SchemaRegistryClient, "async": AsyncSchemaRegistryClient}[kind]
client = Client({"url": url})
loop = asyncio.new_event_loop()


def text(**members):
    return json.dumps(members, separators=(",", ":"))


string = {"type": "string"}
ORDER = text(type="object", properties={"id": string}, required=["id"], additionalProperties=False)
ORDER_WITH_NOTE = text(
    type="object", properties={"id": string, "note": string}, required=["id"], additionalProperties=False
)
ORDER_WITH_TOTAL = text(
    type="object", properties={"id": string, "total": {"type": "number"}}, required=["id", "total"], additionalProperties=False
)
ORDER_REORDERED = text(additionalProperties=False, required=["id"], properties={"id": string}, type="object")
ADDRESS = text(**{"$id": "https://shop.example/address.json"}, type="object", properties={"city": string})
CUSTOMER = text(type="object", properties={"home": {"$ref": "https://shop.example/address.json"}})
REFERENCE = SchemaReference("https://shop.example/address.json", "address", 1)
METADATA = Metadata(MetadataTags({"$.id": ["key"]}), MetadataProperties({"owner": "sales & co"}), ["owner"])
RULES = RuleSet(
    None,
    [Rule("short", "a short id", RuleKind.CONDITION, RuleMode.WRITE, "CEL", None, None, "size(message.id) < 9", None, None, False)],
)
ODD = "a/b c%d"


def schema(of, references=(), metadata=None, rules=None, schema_type="JSON"):
    return Schema(of, schema_type, list(references), metadata, rules)


def plain(value):
    """What a client hands out, as JSON; a guid is anything of its form."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, SchemaVersion):
        return {"subject": value.subject, "version": value.version}
    if hasattr(value, "to_dict"):
        return plain(value.to_dict())
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, str) and re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value):
        return "a guid"
    return value


def finished(value):
    return loop.run_until_complete(value) if inspect.isawaitable(value) else value


def ask(method, *arguments, **named):
    # The caches are emptied, so that each call is a request.
    finished(client.clear_caches())
    try:
        return finished(getattr(client, method)(*arguments, **named))
    except SchemaRegistryError as error:
        return {"status": error.http_status_code, "code": error.error_code}


def step(method, what, expected, *arguments, **named):
    answer = ask(method, *arguments, **named)
    print(json.dumps({"step": f"{method}: {what}", "expected": expected, "answer": plain(answer)}))
    return answer


def failure(code, status=None):
    return {"status": status or int(str(code)[:3]), "code": code}


def body(of, **more):
    return {"schema": of, "schemaType": "JSON", "references": [], **more}


def stored(subject, version, schema_id, of, **more):
    return body(of, subject=subject, version=version, id=schema_id, guid="a guid", **more)


step("get_schema_types", "JSON alone", ["JSON"])
step("get_subjects", "none yet", [])
step("get_contexts", "the default one", ["."])
step("get_compatibility", "the registry's", "BACKWARD")
step("get_global_mode", "read and write", "READWRITE")

step("register_schema", "the first gets id 1", 1, "orders-value", schema(ORDER))
step("register_schema", "again gets the same id", 1, "orders-value", schema(ORDER))
step("register_schema", "under another subject gets the same id", 1, "copies-value", schema(ORDER))
step(
    "register_schema_full_response",
    "the next version, and all about it",
    stored("orders-value", 2, 2, ORDER_WITH_NOTE),
    "orders-value",
    schema(ORDER_WITH_NOTE),
)
step("register_schema", "normalised, members may stand in any order", 1, "copies-value", schema(ORDER_REORDERED), normalize_schemas=True)
step("register_schema", "an odd subject", 1, ODD, schema(ORDER))
step("register_schema", "another context counts for itself", 1, ":.staging:parcels-value", schema(ORDER_WITH_NOTE))
step("register_schema", "an incompatible one", failure(409), "orders-value", schema(ORDER_WITH_TOTAL))
step("register_schema", "no JSON Schema", failure(42201), "orders-value", schema('{"type":"strng"}'))
step("register_schema", "no JSON", failure(42201), "orders-value", schema("{"))
step("register_schema", "Avro", failure(42201), "orders-value", schema('"string"', schema_type="AVRO"))
step("register_schema", "Protobuf", failure(42201), "orders-value", schema("message A {}", schema_type="PROTOBUF"))
step("register_schema", "an unknown type", failure(42201), "orders-value", schema(ORDER, schema_type="XML"))
step("register_schema", "a bad subject", failure(42208), "a\tb", schema(ORDER))
step("register_schema", "for others to refer to", 3, "address", schema(ADDRESS))
step("register_schema", "a reference", 4, "customer", schema(CUSTOMER, [REFERENCE]))
step("register_schema", "a reference to nothing", failure(42201), "customer", schema(CUSTOMER, [SchemaReference(REFERENCE.name, "nowhere", 1)]))
step("register_schema", "metadata and rules", 5, "ruled", schema(ORDER, (), METADATA, RULES))

step("get_schema", "by id", body(ORDER), 1)
step("get_schema", "by id and subject", body(ORDER_WITH_NOTE), 2, "orders-value")
step("get_schema", "by id, in another context", body(ORDER_WITH_NOTE), 1, ":.staging:")
step("get_schema", "with references", body(CUSTOMER, references=[REFERENCE.to_dict()]), 4)
step("get_schema", "with metadata and rules", body(ORDER, metadata=METADATA.to_dict(), ruleSet=RuleSet.from_dict(RULES.to_dict()).to_dict()), 5)
step("get_schema", "formats are ignored", body(ORDER), 1, fmt="resolved", reference_format="qualified")
step("get_schema", "an unknown id", failure(40403), 99)
guid = ask("register_schema_full_response", "orders-value", schema(ORDER)).guid
step("get_schema_by_guid", "the same text", body(ORDER), guid)
step("get_schema_by_guid", "an unknown guid", failure(40403), "00000000-0000-0000-0000-000000000000")
step("get_subjects_by_schema_id", "all that have it", [ODD, "copies-value", "orders-value"], 1)
step("get_subjects_by_schema_id", "a page", ["copies-value"], 1, offset=1, limit=1)
step("get_subjects_by_schema_id", "of an unknown id", failure(40403), 99)
step("get_schema_versions", "where it stands", [{"subject": "address", "version": 1}], 3)
step("get_schema_versions", "of an unknown id", failure(40403), 99)

step("lookup_schema", "finds it", stored("orders-value", 2, 2, ORDER_WITH_NOTE), "orders-value", schema(ORDER_WITH_NOTE))
step("lookup_schema", "normalised", stored("orders-value", 1, 1, ORDER_REORDERED), "orders-value", schema(ORDER_REORDERED), normalize_schemas=True)
step("lookup_schema", "a schema that is not there", failure(40403), "orders-value", schema(ORDER_WITH_TOTAL))
step("lookup_schema", "a subject that is not there", failure(40401), "nowhere", schema(ORDER))
step("lookup_schema", "an invalid schema", failure(42201), "orders-value", schema("{"))

step("get_subjects", "all, in order", [":.staging:parcels-value", ODD, "address", "copies-value", "customer", "orders-value", "ruled"])
step("get_subjects", "by prefix", ["copies-value", "customer"], subject_prefix="c")
step("get_subjects", "of one context", [":.staging:parcels-value"], subject_prefix=":.staging:")
step("get_subjects", "a page", [ODD, "address"], offset=1, limit=2)
step("get_contexts", "both", [".", ".staging"])
step("get_contexts", "a page", [".staging"], offset=1, limit=5)

step("get_latest_version", "the newest", stored("orders-value", 2, 2, ORDER_WITH_NOTE), "orders-value")
step("get_latest_version", "of an odd subject", stored(ODD, 1, 1, ORDER), ODD)
step("get_latest_version", "of no subject", failure(40401), "nowhere")
step(
    "get_latest_with_metadata",
    "by its properties",
    failure(40403),
    "ruled",
    {"owner": "somebody else"},
)
step("get_latest_with_metadata", "of no subject", failure(40401), "nowhere", {"owner": "sales"})
step("get_version", "by number", stored("orders-value", 1, 1, ORDER), "orders-value", 1)
step("get_version", "latest", stored("orders-value", 2, 2, ORDER_WITH_NOTE), "orders-value", "latest")
step("get_version", "-1 is the latest, too", stored("orders-value", 2, 2, ORDER_WITH_NOTE), "orders-value", -1)
step("get_version", "one that is not there", failure(40402), "orders-value", 99)
step("get_version", "0", failure(42202), "orders-value", 0)
step("get_version", "-7", failure(42202), "orders-value", -7)
step("get_version", "a word", failure(42202), "orders-value", "newest")
step("get_version", "of no subject", failure(40401), "nowhere", 1)
step("get_referenced_by", "ids", [4], "address", 1)
step("get_referenced_by", "nobody", [], "orders-value", 1)
step("get_referenced_by", "of no subject", failure(40401), "nowhere", 1)
step("get_versions", "all", [1, 2], "orders-value")
step("get_versions", "a page", [2], "orders-value", offset=1, limit=1)
step("get_versions", "of no subject", failure(40401), "nowhere")

step("test_compatibility", "with the latest", True, "orders-value", schema(ORDER_WITH_NOTE))
step("test_compatibility", "with a version", True, "orders-value", schema(ORDER_WITH_NOTE), 1, normalize=True, verbose=True)
step("test_compatibility", "an incompatible one", False, "orders-value", schema(ORDER_WITH_TOTAL), verbose=True)
step("test_compatibility", "with the latest of no subject", True, "nowhere", schema(ORDER))
step("test_compatibility", "with a version that is not there", failure(40402), "orders-value", schema(ORDER), 99)
step("test_compatibility", "with version 0", failure(42202), "orders-value", schema(ORDER), 0)
step("test_compatibility", "an invalid schema", failure(42201), "orders-value", schema("{"))
step("test_compatibility", "an invalid schema, verbosely", False, "orders-value", schema("{"), verbose=True)
step("test_compatibility_all_versions", "by the subject's level", True, "orders-value", schema(ORDER_WITH_NOTE))
step("test_compatibility_all_versions", "an incompatible one", False, "orders-value", schema(ORDER_WITH_TOTAL))
step("test_compatibility_all_versions", "an invalid schema", failure(42201), "orders-value", schema("{"))

step("get_compatibility", "a subject without its own", failure(40408), "orders-value")
step("set_compatibility", "of a subject", {"compatibility": "FULL"}, "orders-value", "full")
step("get_compatibility", "a subject's own", "FULL", "orders-value")
step("set_compatibility", "a level that is none", failure(42203), "orders-value", "sideways")
step("set_compatibility", "of all", {"compatibility": "NONE"}, level="none")
step("get_compatibility", "of all", "NONE")
config = ServerConfig(
    compatibility=ConfigCompatibilityLevel.FORWARD, compatibility_group="application.version", default_metadata=METADATA
)
step("set_config", "of a subject", config.to_dict(), "configured", config)
step("get_config", "of a subject", {**{n: v for n, v in config.to_dict().items() if n != "compatibility"}, "compatibilityLevel": "FORWARD"}, "configured")
step("get_config", "of a subject without", failure(40408), "copies-value")
step("delete_config", "tells what it was", {"compatibilityLevel": "FULL"}, "orders-value")
step("delete_config", "of a subject without", failure(40401), "orders-value")
step("set_config", "of all", {"compatibility": "BACKWARD_TRANSITIVE"}, None, ServerConfig(compatibility=ConfigCompatibilityLevel.BACKWARD_TRANSITIVE))
step("get_config", "of all", {"compatibilityLevel": "BACKWARD_TRANSITIVE"})
step("delete_config", "of all", {"compatibilityLevel": "BACKWARD_TRANSITIVE"})
step("get_config", "of all, as at the beginning", {"compatibilityLevel": "BACKWARD"})

step("get_mode", "a subject without its own", failure(40409), "orders-value")
step("update_mode", "read only", "READONLY", "orders-value", "READONLY")
step("get_mode", "of a subject", "READONLY", "orders-value")
step("register_schema", "where only reading is allowed", failure(42205), "orders-value", schema(ORDER_WITH_NOTE.replace("note", "memo")))
step("delete_version", "where only reading is allowed", failure(42205), "orders-value", 2)
step("delete_subject", "where only reading is allowed", failure(42205), "orders-value")
step("update_mode", "a mode that is none", failure(42204), "orders-value", "SLEEPING")
step("update_mode", "import over existing versions", failure(42205), "orders-value", "IMPORT")
step("update_mode", "import, by force", "IMPORT", "orders-value", "IMPORT", force=True)
step("delete_mode", "tells what it was", "IMPORT", "orders-value")
step("delete_mode", "of a subject without", failure(40401), "orders-value")
step("update_global_mode", "read only", "READONLY", "READONLY")
step("get_global_mode", "read only", "READONLY")
step("register_schema", "while nobody may write", failure(42205), "new", schema(ORDER))
step("update_global_mode", "back", "READWRITE", "READWRITE", force=True)

step("delete_version", "that others refer to", failure(42206), "address", 1)
step("delete_subject", "that others refer to", failure(42206), "address")
step("delete_version", "for good, before softly", failure(40407), "orders-value", 1, permanent=True)
step("delete_version", "softly", 1, "orders-value", 1)
step("delete_version", "softly again", failure(40406), "orders-value", 1)
step("get_version", "that is deleted", failure(40402), "orders-value", 1)
step("get_version", "that is deleted, on request", stored("orders-value", 1, 1, ORDER), "orders-value", 1, deleted=True)
step("get_versions", "without the deleted", [2], "orders-value")
step("get_versions", "with the deleted", [1, 2], "orders-value", deleted=True)
step("get_subjects_by_schema_id", "without the deleted", [ODD, "copies-value"], 1)
step("get_subjects_by_schema_id", "with the deleted", [ODD, "copies-value", "orders-value"], 1, deleted=True)
step("lookup_schema", "that is deleted", failure(40403), "orders-value", schema(ORDER))
step("lookup_schema", "that is deleted, on request", stored("orders-value", 1, 1, ORDER), "orders-value", schema(ORDER), deleted=True)
step("delete_version", "for good", 1, "orders-value", 1, permanent=True)
step("delete_version", "that is not there", failure(40402), "orders-value", 1)
step("delete_version", "0", failure(42202), "orders-value", 0)
step("delete_version", "of no subject", failure(40401), "nowhere", 1)
step("delete_subject", "for good, before softly", failure(40405), "orders-value", permanent=True)
step("delete_subject", "softly", [2], "orders-value")
step("delete_subject", "softly again", failure(40404), "orders-value")
step("get_latest_version", "of a deleted subject", failure(40401), "orders-value")
step("get_subjects", "without the deleted", [":.staging:parcels-value", ODD, "address", "copies-value", "customer", "ruled"])
step("get_subjects", "with the deleted", [":.staging:parcels-value", ODD, "address", "copies-value", "customer", "orders-value", "ruled"], deleted=True)
step("get_schema", "of a deleted subject", body(ORDER_WITH_NOTE), 2)
step("register_schema", "after the deletion goes on counting", 1, "orders-value", schema(ORDER))
step("get_versions", "after the deletion", [3], "orders-value")
step("delete_subject", "once more", [3], "orders-value")
step("delete_subject", "for good", [2, 3], "orders-value", permanent=True)
step("delete_subject", "that is not there", failure(40401), "orders-value")
step("register_schema", "of a forgotten subject begins anew", 1, "orders-value", schema(ORDER))
step("get_versions", "of a forgotten subject", [1], "orders-value")

for what, settings in {
    "basic auth": {"basic.auth.user.info": f"me:{read_token}"},
    "basic auth in the URL": {"url": guarded_url.replace("://", f"://me:{read_token}@")},
    "a bearer token": {
        "bearer.auth.credentials.source": "STATIC_TOKEN",
        "bearer.auth.token": read_token,
        "bearer.auth.logical.cluster": "lsrc-1",
        "bearer.auth.identity.pool.id": "pool-1",
    },
}.items():
    client = Client({"url": guarded_url, **settings})
    step("get_subjects", f"with {what}", [])
    step("register_schema", f"with {what} of somebody who may read", failure(403), "orders-value", schema(ORDER))
client = Client({"url": guarded_url, "basic.auth.user.info": "me:somebody else's"})
step("get_subjects", "with a bad password", failure(401))
client = Client({"url": guarded_url})
step("get_subjects", "without credentials", failure(401))
client = Client({"url": url})

request = AssociationCreateOrUpdateRequest(
    "orders", "lkc-1", "lkc-1:orders", "topic", [AssociationCreateOrUpdateInfo("orders-value", "value", None, None, None, None)]
)
step("create_association", "is not served", failure(404), request)
step("get_associations_by_resource_name", "is not served", failure(404), "orders", "lkc-1")
step("delete_associations", "is not served", failure(404), "lkc-1:orders")

own = [name for name, _ in inspect.getmembers(Client, inspect.isfunction) if not name.startswith("_")]
print(json.dumps({"methods": own}))
