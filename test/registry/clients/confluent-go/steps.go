// Every operation of confluent-kafka-go's registry client, one step each, as JSON lines.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"reflect"

	sr "github.com/confluentinc/confluent-kafka-go/v2/schemaregistry"
	"github.com/confluentinc/confluent-kafka-go/v2/schemaregistry/rest"
)

const (
	order          = `{"type":"object","properties":{"id":{"type":"string"}},"required":["id"],"additionalProperties":false}`
	orderReordered = `{"additionalProperties":false,"required":["id"],"properties":{"id":{"type":"string"}},"type":"object"}`
	orderWithNote  = `{"type":"object","properties":{"id":{"type":"string"},"note":{"type":"string"}},"required":["id"],"additionalProperties":false}`
	orderWithTotal = `{"type":"object","properties":{"id":{"type":"string"},"total":{"type":"number"}},"required":["id","total"],"additionalProperties":false}`
	address        = `{"$id":"https://shop.example/address.json","type":"object","properties":{"city":{"type":"string"}}}`
	customer       = `{"type":"object","properties":{"home":{"$ref":"https://shop.example/address.json"}}}`
	odd            = "a/b c%d"
)

type object = map[string]any
type list = []any

var client sr.Client

func main() {
	var err error
	if client, err = sr.NewClient(patient(sr.NewConfig(os.Args[1]))); err != nil {
		panic(err)
	}
	register()
	lookUp()
	compatibility()
	remove()
	credentials(os.Args[2], os.Args[3])
	client, _ = sr.NewClient(patient(sr.NewConfig(os.Args[1])))
	step("ClearLatestCaches: asks nothing of the registry", nil, ask(nil, client.ClearLatestCaches()))
	step("ClearCaches: asks nothing of the registry", nil, ask(nil, client.ClearCaches()))
	step("Config: asks nothing of the registry", os.Args[1], client.Config().SchemaRegistryURL)
	step("Close: asks nothing of the registry", nil, ask(nil, client.Close()))
	emit(object{"methods": methods()})
}

func register() {
	step("GetAllSubjects: none yet", list{}, ask(client.GetAllSubjects()))
	step("GetAllContexts: the default one", list{"."}, ask(client.GetAllContexts()))
	step("Register: the first gets id 1", 1, ask(client.Register("orders-value", plain(order), false)))
	fresh()
	step("Register: again gets the same id", 1, ask(client.Register("orders-value", plain(order), false)))
	step("Register: under another subject gets the same id", 1, ask(client.Register("copies-value", plain(order), false)))
	step("Register: normalised, members may stand in any order", 1, ask(client.Register("copies-value", plain(orderReordered), true)))
	step("Register: an odd subject", 1, ask(client.Register(odd, plain(order), false)))
	step("Register: another context counts for itself", 1, ask(client.Register(":.staging:parcels-value", plain(orderWithNote), false)))
	step("Register: an incompatible one", failure(409), ask(client.Register("orders-value", plain(orderWithTotal), false)))
	step("Register: no JSON Schema", failure(42201), ask(client.Register("orders-value", plain(`{"type":"strng"}`), false)))
	step("Register: no JSON", failure(42201), ask(client.Register("orders-value", plain("{"), false)))
	step("Register: Avro, which has no name", failure(42201), ask(client.Register("orders-value", sr.SchemaInfo{Schema: `"string"`}, false)))
	step("Register: Protobuf", failure(42201), ask(client.Register("orders-value", sr.SchemaInfo{Schema: "message A {}", SchemaType: "PROTOBUF"}, false)))
	step("Register: a bad subject", failure(42208), ask(client.Register("a\tb", plain(order), false)))
	step("RegisterFullResponse: the next version, and all about it", stored("orders-value", 2, 2, orderWithNote, "subject"), ask(client.RegisterFullResponse("orders-value", plain(orderWithNote), false)))
	step("RegisterFullResponse: an incompatible one", failure(409), ask(client.RegisterFullResponse("orders-value", plain(orderWithTotal), false)))
	step("Register: for others to refer to", 3, ask(client.Register("address", plain(address), false)))
	step("Register: a reference", 4, ask(client.Register("customer", referring("address"), false)))
	step("Register: a reference to nothing", failure(42201), ask(client.Register("customer", referring("nowhere"), false)))
	step("Register: metadata and rules", 5, ask(client.Register("ruled", ruled(), false)))
	fresh()
}

func lookUp() {
	step("GetBySubjectAndID: by id", schema(order), ask(client.GetBySubjectAndID("", 1)))
	step("GetBySubjectAndID: by id and subject", schema(orderWithNote), ask(client.GetBySubjectAndID("orders-value", 2)))
	step("GetBySubjectAndID: in another context", schema(orderWithNote), ask(client.GetBySubjectAndID(":.staging:parcels-value", 1)))
	step("GetBySubjectAndID: with references", asJSON(&referringToAddress), ask(client.GetBySubjectAndID("", 4)))
	step("GetBySubjectAndID: with metadata and rules", asJSON(ptr(ruled())), ask(client.GetBySubjectAndID("", 5)))
	step("GetBySubjectAndID: an unknown id", failure(40403), ask(client.GetBySubjectAndID("", 99)))
	found, _ := client.GetSchemaMetadata("orders-value", 1)
	step("GetByGUID: the same text", schema(order), ask(client.GetByGUID(found.GUID)))
	step("GetByGUID: an unknown guid", failure(40403), ask(client.GetByGUID("00000000-0000-0000-0000-000000000000")))
	step("GetSubjectsAndVersionsByID: where it stands",
		list{object{"subject": odd, "version": 1}, object{"subject": "copies-value", "version": 1}, object{"subject": "orders-value", "version": 1}},
		ask(client.GetSubjectsAndVersionsByID(1)))
	step("GetSubjectsAndVersionsByID: an unknown id", failure(40403), ask(client.GetSubjectsAndVersionsByID(99)))
	step("GetID: finds it", 2, ask(client.GetID("orders-value", plain(orderWithNote), false)))
	step("GetID: a schema that is not there", failure(40403), ask(client.GetID("orders-value", plain(orderWithTotal), false)))
	step("GetID: of no subject", failure(40401), ask(client.GetID("nowhere", plain(order), false)))
	fresh()
	step("GetIDFullResponse: finds it, normalised", list{1, 1, "orders-value"}, brief(client.GetIDFullResponse("orders-value", plain(orderReordered), true)))
	step("GetIDFullResponse: an invalid schema", failure(42201), ask(client.GetIDFullResponse("orders-value", plain("{"), false)))
	step("GetLatestSchemaMetadata: the newest", stored("orders-value", 2, 2, orderWithNote), ask(client.GetLatestSchemaMetadata("orders-value")))
	step("GetLatestSchemaMetadata: of an odd subject", stored(odd, 1, 1, order), ask(client.GetLatestSchemaMetadata(odd)))
	step("GetLatestSchemaMetadata: of no subject", failure(40401), ask(client.GetLatestSchemaMetadata("nowhere")))
	step("GetSchemaMetadata: by number", stored("orders-value", 1, 1, order), ask(client.GetSchemaMetadata("orders-value", 1)))
	step("GetSchemaMetadata: one that is not there", failure(40402), ask(client.GetSchemaMetadata("orders-value", 99)))
	step("GetSchemaMetadata: 0", failure(42202), ask(client.GetSchemaMetadata("orders-value", 0)))
	step("GetSchemaMetadataIncludeDeleted: of no subject", failure(40401), ask(client.GetSchemaMetadataIncludeDeleted("nowhere", 1, true)))
	owner := map[string]string{"owner": url.QueryEscape("sales & co")}
	step("GetLatestWithMetadata: by its properties", list{5, 1, "ruled"}, brief(client.GetLatestWithMetadata("ruled", owner, false)))
	step("GetLatestWithMetadata: nothing has them", failure(40403), ask(client.GetLatestWithMetadata("orders-value", owner, false)))
	step("GetLatestWithMetadata: of no subject", failure(40401), ask(client.GetLatestWithMetadata("nowhere", owner, false)))
	step("GetAllVersions: all", list{1, 2}, ask(client.GetAllVersions("orders-value")))
	step("GetAllVersions: of no subject", failure(40401), ask(client.GetAllVersions("nowhere")))
	step("GetVersion: of a schema", 2, ask(client.GetVersion("orders-value", plain(orderWithNote), false)))
	step("GetVersion: a schema that is not there", failure(40403), ask(client.GetVersion("orders-value", plain(orderWithTotal), false)))
	step("GetAllSubjects: in order", list{":.staging:parcels-value", odd, "address", "copies-value", "customer", "orders-value", "ruled"}, ask(client.GetAllSubjects()))
	step("GetAllContexts: both", list{".", ".staging"}, ask(client.GetAllContexts()))
}

func compatibility() {
	step("TestCompatibility: with a version", true, ask(client.TestCompatibility("orders-value", 1, plain(orderWithNote))))
	step("TestCompatibility: an incompatible one", false, ask(client.TestCompatibility("orders-value", 1, plain(orderWithTotal))))
	step("TestCompatibility: with a version that is not there", failure(40402), ask(client.TestCompatibility("orders-value", 99, plain(order))))
	step("TestCompatibility: with version 0", failure(42202), ask(client.TestCompatibility("orders-value", 0, plain(order))))
	step("TestCompatibility: an invalid schema", failure(42201), ask(client.TestCompatibility("orders-value", 1, plain("{"))))
	step("TestSubjectCompatibility: by the subject's level", true, ask(client.TestSubjectCompatibility("orders-value", plain(orderWithNote))))
	step("TestSubjectCompatibility: an incompatible one", false, ask(client.TestSubjectCompatibility("orders-value", plain(orderWithTotal))))
	step("TestSubjectCompatibility: of no subject", true, ask(client.TestSubjectCompatibility("nowhere", plain(order))))

	step("GetCompatibility: a subject without its own", failure(40408), level(client.GetCompatibility("orders-value")))
	step("UpdateCompatibility: of a subject", "FULL", level(client.UpdateCompatibility("orders-value", sr.Full)))
	step("GetCompatibility: a subject's own", "FULL", level(client.GetCompatibility("orders-value")))
	step("GetDefaultCompatibility: the registry's", "BACKWARD", level(client.GetDefaultCompatibility()))
	step("UpdateDefaultCompatibility: of all", "NONE", level(client.UpdateDefaultCompatibility(sr.None)))
	step("GetDefaultCompatibility: of all", "NONE", level(client.GetDefaultCompatibility()))
	config := sr.ServerConfig{
		CompatibilityUpdate: sr.ForwardTransitive, CompatibilityGroup: "application.version", Normalize: true,
		OverrideMetadata: metadata(), DefaultRuleSet: ruled().RuleSet,
	}
	step("UpdateConfig: of a subject", asJSON(&config), configOf(client.UpdateConfig("configured", config)))
	config.CompatibilityUpdate, config.CompatibilityLevel = 0, sr.ForwardTransitive
	step("GetConfig: of a subject", asJSON(&config), configOf(client.GetConfig("configured", false)))
	step("GetConfig: of a subject without", failure(40408), configOf(client.GetConfig("copies-value", false)))
	step("GetConfig: in scope", object{"compatibilityLevel": "NONE"}, configOf(client.GetConfig("copies-value", true)))
	step("UpdateDefaultConfig: of all", object{"compatibility": "BACKWARD", "compatibilityGroup": "application.version"},
		configOf(client.UpdateDefaultConfig(sr.ServerConfig{CompatibilityUpdate: sr.Backward, CompatibilityGroup: "application.version"})))
	step("GetDefaultConfig: of all", object{"compatibilityLevel": "BACKWARD", "compatibilityGroup": "application.version"}, configOf(client.GetDefaultConfig()))
}

func remove() {
	fresh()
	step("DeleteSubjectVersion: that others refer to", failure(42206), ask(client.DeleteSubjectVersion("address", 1, false)))
	step("DeleteSubjectVersion: for good, before softly", failure(40407), ask(client.DeleteSubjectVersion("orders-value", 1, true)))
	step("DeleteSubjectVersion: softly", 1, ask(client.DeleteSubjectVersion("orders-value", 1, false)))
	step("DeleteSubjectVersion: softly again", failure(40406), ask(client.DeleteSubjectVersion("orders-value", 1, false)))
	step("GetSchemaMetadata: that is deleted", failure(40402), ask(client.GetSchemaMetadata("orders-value", 1)))
	step("GetSchemaMetadataIncludeDeleted: that is deleted", stored("orders-value", 1, 1, order), ask(client.GetSchemaMetadataIncludeDeleted("orders-value", 1, true)))
	step("GetVersionIncludeDeleted: that is deleted", 1, ask(client.GetVersionIncludeDeleted("orders-value", plain(order), false, true)))
	step("GetVersionIncludeDeleted: that is deleted, without saying so", failure(40403), ask(client.GetVersionIncludeDeleted("orders-value", plain(order), false, false)))
	step("DeleteSubjectVersion: for good", 1, ask(client.DeleteSubjectVersion("orders-value", 1, true)))
	step("DeleteSubjectVersion: that is not there", failure(40402), ask(client.DeleteSubjectVersion("orders-value", 1, false)))
	step("DeleteSubjectVersion: of no subject", failure(40401), ask(client.DeleteSubjectVersion("nowhere", 1, false)))
	step("DeleteSubject: that others refer to", failure(42206), ask(client.DeleteSubject("address", false)))
	step("DeleteSubject: for good, before softly", failure(40405), ask(client.DeleteSubject("orders-value", true)))
	step("DeleteSubject: softly", list{2}, ask(client.DeleteSubject("orders-value", false)))
	step("DeleteSubject: softly again", failure(40404), ask(client.DeleteSubject("orders-value", false)))
	step("DeleteSubject: for good", list{2}, ask(client.DeleteSubject("orders-value", true)))
	step("DeleteSubject: that is not there", failure(40401), ask(client.DeleteSubject("orders-value", false)))
}

func credentials(guarded, token string) {
	basic := sr.NewConfigWithBasicAuthentication(guarded, "me", token)
	bearer := sr.NewConfigWithBearerAuthentication(guarded, token, "lsrc-1", "pool-1")
	for what, config := range map[string]*sr.Config{"basic auth": basic, "a bearer token": bearer} {
		client, _ = sr.NewClient(patient(config))
		step("GetAllSubjects: with "+what, list{}, ask(client.GetAllSubjects()))
		step("Register: with "+what+" of somebody who may read", failure(403), ask(client.Register("orders-value", plain(order), false)))
	}
	client, _ = sr.NewClient(patient(sr.NewConfigWithBasicAuthentication(guarded, "me", "somebody else's")))
	step("GetAllSubjects: with a bad password", failure(401), ask(client.GetAllSubjects()))
}

// patient waits longer than ten seconds, which is little where many programs share a core.
func patient(config *sr.Config) *sr.Config {
	config.RequestTimeoutMs, config.ConnectionTimeoutMs = 120_000, 120_000
	return config
}

// fresh empties the client's caches, so that the next call is a request.
func fresh() {
	if err := client.ClearCaches(); err != nil {
		panic(err)
	}
}

var referringToAddress = referring("address")

func plain(of string) sr.SchemaInfo { return sr.SchemaInfo{Schema: of, SchemaType: "JSON"} }

func referring(to string) sr.SchemaInfo {
	return sr.SchemaInfo{Schema: customer, SchemaType: "JSON", References: []sr.Reference{{Name: "https://shop.example/address.json", Subject: to, Version: 1}}}
}

func metadata() *sr.Metadata {
	return &sr.Metadata{Tags: map[string][]string{"$.id": {"key"}}, Properties: map[string]string{"owner": "sales & co"}, Sensitive: []string{"owner"}}
}

func ruled() sr.SchemaInfo {
	rule := sr.Rule{Name: "short", Kind: "CONDITION", Mode: "WRITE", Type: "CEL", Expr: "size(message.id) < 9"}
	return sr.SchemaInfo{Schema: order, SchemaType: "JSON", Metadata: metadata(), RuleSet: &sr.RuleSet{DomainRules: []sr.Rule{rule}}}
}

func schema(of string) object { return object{"schema": of, "schemaType": "JSON"} }

func stored(subject string, version, id int, of string, without ...string) object {
	all := object{"subject": subject, "version": version, "id": id, "guid": "a guid", "schema": of, "schemaType": "JSON"}
	for _, name := range without {
		delete(all, name)
	}
	return all
}

// failure has no HTTP status: the client keeps the code alone.
func failure(code int) object { return object{"code": code} }

func ask(value any, err error) any {
	if err != nil {
		return failed(err)
	}
	switch of := value.(type) {
	case sr.SchemaInfo:
		return asJSON(&of)
	case sr.SchemaMetadata:
		answer := asJSON(&of).(object)
		if guid, is := answer["guid"].(string); is && len(guid) == 36 {
			answer["guid"] = "a guid"
		}
		return answer
	}
	return value
}

func failed(err error) any {
	var known *rest.Error
	if errors.As(err, &known) {
		return object{"code": known.Code}
	}
	return err.Error()
}

func brief(of sr.SchemaMetadata, err error) any {
	if err != nil {
		return failed(err)
	}
	return list{of.ID, of.Version, of.Subject}
}

func level(of sr.Compatibility, err error) any {
	if err != nil {
		return failed(err)
	}
	return of.String()
}

func configOf(of sr.ServerConfig, err error) any {
	if err != nil {
		return failed(err)
	}
	return asJSON(&of)
}

func ptr(of sr.SchemaInfo) *sr.SchemaInfo { return &of }

func asJSON(value any) any {
	bytes, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	var plain any
	if err := json.Unmarshal(bytes, &plain); err != nil {
		panic(err)
	}
	return plain
}

func step(what string, expected, answer any) {
	emit(object{"step": what, "expected": expected, "answer": answer})
}

func emit(line any) {
	bytes, err := json.Marshal(line)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(bytes))
}

func methods() []string {
	names := []string{}
	kind := reflect.TypeFor[sr.Client]()
	for index := range kind.NumMethod() {
		names = append(names, kind.Method(index).Name)
	}
	return names
}
