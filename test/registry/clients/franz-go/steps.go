// Every operation of franz-go's registry client, one step each, as JSON lines.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"reflect"
	"sort"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/sr"
)

const (
	order          = `{"type":"object","properties":{"id":{"type":"string"}},"required":["id"],"additionalProperties":false}`
	orderReordered = `{"additionalProperties":false,"required":["id"],"properties":{"id":{"type":"string"}},"type":"object"}`
	orderWithNote  = `{"type":"object","properties":{"id":{"type":"string"},"note":{"type":"string"}},"required":["id"],"additionalProperties":false}`
	orderWithMemo  = `{"type":"object","properties":{"id":{"type":"string"},"memo":{"type":"string"}},"required":["id"],"additionalProperties":false}`
	orderWithTotal = `{"type":"object","properties":{"id":{"type":"string"},"total":{"type":"number"}},"required":["id","total"],"additionalProperties":false}`
	address        = `{"$id":"https://shop.example/address.json","type":"object","properties":{"city":{"type":"string"}}}`
	customer       = `{"type":"object","properties":{"home":{"$ref":"https://shop.example/address.json"}}}`
	odd            = "a/b c%d"
)

type object = map[string]any
type list = []any

var (
	client *sr.Client
	all    = context.Background()
	// By default it waits for five seconds, which is little where many programs share a core.
	patient = sr.HTTPClient(&http.Client{Timeout: 2 * time.Minute})
)

func main() {
	var err error
	if client, err = sr.NewClient(sr.URLs(os.Args[1]), patient); err != nil {
		panic(err)
	}
	lookUpNothing()
	register()
	lookUp()
	compatibility()
	modes()
	remove()
	imports()
	contexts()
	credentials(os.Args[2], os.Args[3])
	emit(object{"methods": methods()})
}

func lookUpNothing() {
	step("SupportedTypes: JSON alone", list{"JSON"}, ask(client.SupportedTypes(all)))
	step("Subjects: none yet", list{}, ask(client.Subjects(all)))
	step("AllSchemas: none yet", list{}, ask(client.AllSchemas(all)))
	step("Contexts: the default one", list{"."}, ask(client.Contexts(all)))
	step("Compatibility: the registry's", list{"BACKWARD"}, levels(client.Compatibility(all)))
	step("Mode: the registry's", list{"READWRITE"}, modesOf(client.Mode(all)))
	step("Do: the registry says who it is", list{"id", "scope"}, names(do("GET", "/v1/metadata/id")))
	step("Do: the registry says its version", list{"commitId", "version"}, names(do("GET", "/v1/metadata/version")))
}

func register() {
	step("RegisterSchema: the first gets id 1", 1, ask(client.RegisterSchema(all, "orders-value", plain(order), -1, -1)))
	step("RegisterSchema: again gets the same id", 1, ask(client.RegisterSchema(all, "orders-value", plain(order), -1, -1)))
	step("RegisterSchema: under another subject gets the same id", 1, ask(client.RegisterSchema(all, "copies-value", plain(order), -1, -1)))
	step("RegisterSchema: normalised, members may stand in any order", 1,
		ask(client.RegisterSchema(with(sr.Normalize), "copies-value", plain(orderReordered), -1, -1)))
	step("RegisterSchema: an id from outside needs the import mode", failure(42205), ask(client.RegisterSchema(all, "orders-value", plain(orderWithNote), 77, 2)))
	step("RegisterSchema: an incompatible one", failure(409), ask(client.RegisterSchema(all, "orders-value", plain(orderWithTotal), -1, -1)))
	step("RegisterSchema: no JSON Schema", failure(42201), ask(client.RegisterSchema(all, "orders-value", plain(`{"type":"strng"}`), -1, -1)))
	step("RegisterSchema: Avro, which has no name", failure(42201), ask(client.RegisterSchema(all, "orders-value", sr.Schema{Schema: `"string"`}, -1, -1)))
	step("RegisterSchema: Protobuf", failure(42201), ask(client.RegisterSchema(all, "orders-value", sr.Schema{Schema: "message A {}", Type: sr.TypeProtobuf}, -1, -1)))
	step("RegisterSchema: a bad subject", failure(42208), ask(client.RegisterSchema(all, "a\tb", plain(order), -1, -1)))
	step("CreateSchema: and all about it", stored("orders-value", 2, 2, orderWithNote), ask(client.CreateSchema(all, "orders-value", plain(orderWithNote))))
	step("CreateSchema: an odd subject", stored(odd, 1, 1, order), ask(client.CreateSchema(all, odd, plain(order))))
	step("CreateSchema: an incompatible one", failure(409), ask(client.CreateSchema(all, "orders-value", plain(orderWithTotal))))
	step("CreateSchema: for others to refer to", stored("address", 1, 3, address), ask(client.CreateSchema(all, "address", plain(address))))
	step("CreateSchema: a reference", with1(stored("customer", 1, 4, customer), "references", references("address")),
		ask(client.CreateSchema(all, "customer", referring("address"))))
	step("CreateSchema: a reference to nothing", failure(42201), ask(client.CreateSchema(all, "customer", referring("nowhere"))))
	step("CreateSchema: metadata and rules", ruled("ruled", 1, 5), ask(client.CreateSchema(all, "ruled", withRules())))
}

func lookUp() {
	step("SchemaByID: what it is", schema(order), ask(client.SchemaByID(all, 1)))
	step("SchemaByID: of a subject, with what is ignored", schema(orderWithNote), ask(client.SchemaByID(with(sr.Subject("orders-value"), sr.Format("resolved"), sr.FetchMaxID), 2)))
	step("SchemaByID: an unknown id", failure(40403), ask(client.SchemaByID(all, 99)))
	found, _ := client.SchemaByVersion(all, "orders-value", 1)
	step("SchemaByGUID: the same text", order, text(client.SchemaByGUID(all, found.GUID)))
	step("SchemaByGUID: an unknown guid", failure(40403), ask(client.SchemaByGUID(all, "00000000-0000-0000-0000-000000000000")))
	step("SchemaIDsByGUID: its ids", list{object{"context": ".", "id": 1}}, ask(client.SchemaIDsByGUID(all, found.GUID)))
	step("SchemaIDsByGUID: of an unknown guid", list{}, ask(client.SchemaIDsByGUID(all, "00000000-0000-0000-0000-000000000000")))
	step("SchemaTextByID: the text alone", order, ask(client.SchemaTextByID(all, 1)))
	step("SchemaTextByID: an unknown id", failure(40403), ask(client.SchemaTextByID(all, 99)))
	step("SubjectsByID: all that have it", list{odd, "copies-value", "orders-value"}, ask(client.SubjectsByID(all, 1)))
	step("SubjectsByID: an unknown id", failure(40403), ask(client.SubjectsByID(all, 99)))
	step("SchemaVersionsByID: where it stands", list{object{"subject": "address", "version": 1}}, ask(client.SchemaVersionsByID(all, 3)))
	step("SchemaVersionsByID: a page", list{object{"subject": "copies-value", "version": 1}}, ask(client.SchemaVersionsByID(with(sr.Offset(1), sr.Limit(1)), 1)))
	step("SchemaVersionsByID: an unknown id", failure(40403), ask(client.SchemaVersionsByID(all, 99)))
	step("SchemaUsagesByID: where it stands, in full", list{stored("address", 1, 3, address)}, ask(client.SchemaUsagesByID(all, 3)))
	step("SchemaReferences: who refers to it", list{with1(stored("customer", 1, 4, customer), "references", references("address"))}, ask(client.SchemaReferences(all, "address", 1)))
	step("SchemaReferences: nobody", nil, ask(client.SchemaReferences(all, "orders-value", -1)))
	step("SchemaReferences: of no subject", failure(40401), ask(client.SchemaReferences(all, "nowhere", 1)))
	step("Subjects: all", list{odd, "address", "copies-value", "customer", "orders-value", "ruled"}, ask(client.Subjects(all)))
	step("Subjects: by prefix", list{"copies-value", "customer"}, ask(client.Subjects(with(sr.SubjectPrefix("c")))))
	step("Subjects: a page", list{"address", "copies-value"}, ask(client.Subjects(with(sr.Offset(1), sr.Limit(2)))))
	step("SubjectVersions: all", list{1, 2}, ask(client.SubjectVersions(all, "orders-value")))
	step("SubjectVersions: of no subject", failure(40401), ask(client.SubjectVersions(all, "nowhere")))
	step("SchemaByVersion: by number", stored("orders-value", 1, 1, order), ask(client.SchemaByVersion(all, "orders-value", 1)))
	step("SchemaByVersion: the latest", stored("orders-value", 2, 2, orderWithNote), ask(client.SchemaByVersion(all, "orders-value", -1)))
	step("SchemaByVersion: one that is not there", failure(40402), ask(client.SchemaByVersion(all, "orders-value", 99)))
	step("SchemaByVersion: 0", failure(42202), ask(client.SchemaByVersion(all, "orders-value", 0)))
	step("SchemaByVersion: of no subject", failure(40401), ask(client.SchemaByVersion(all, "nowhere", 1)))
	step("SchemaTextByVersion: the text alone", orderWithNote, ask(client.SchemaTextByVersion(all, "orders-value", -1)))
	step("SchemaTextByVersion: one that is not there", failure(40402), ask(client.SchemaTextByVersion(all, "orders-value", 99)))
	step("Schemas: all of a subject", list{stored("orders-value", 1, 1, order), stored("orders-value", 2, 2, orderWithNote)}, ask(client.Schemas(all, "orders-value")))
	step("Schemas: of no subject", failure(40401), ask(client.Schemas(all, "nowhere")))
	step("AllSchemas: by prefix", list{stored("orders-value", 1, 1, order), stored("orders-value", 2, 2, orderWithNote)}, ask(client.AllSchemas(with(sr.SubjectPrefix("orders")))))
	step("AllSchemas: the latest", list{stored("orders-value", 2, 2, orderWithNote)}, ask(client.AllSchemas(with(sr.SubjectPrefix("orders"), sr.LatestOnly))))
	step("AllSchemas: a page", list{stored("address", 1, 3, address)}, ask(client.AllSchemas(with(sr.Offset(1), sr.Limit(1)))))
	step("AllSchemas: by the type of their rules", list{ruled("ruled", 1, 5)}, ask(client.AllSchemas(with(sr.RawParams(url.Values{"ruleType": {"CEL"}})))))
	step("LookupSchema: finds it", stored("orders-value", 2, 2, orderWithNote), ask(client.LookupSchema(all, "orders-value", plain(orderWithNote))))
	step("LookupSchema: a schema that is not there", failure(40403), ask(client.LookupSchema(all, "orders-value", plain(orderWithTotal))))
	step("LookupSchema: of no subject", failure(40401), ask(client.LookupSchema(all, "nowhere", plain(order))))
	step("Do: by metadata", list{"guid", "id", "metadata", "ruleSet", "schema", "schemaType", "subject", "version"},
		names(do("GET", "/subjects/ruled/metadata?key=owner&value=sales+%26+co")))
}

func compatibility() {
	step("CheckCompatibility: with the latest", object{"is_compatible": true, "messages": nil}, ask(client.CheckCompatibility(all, "orders-value", -1, plain(orderWithNote))))
	step("CheckCompatibility: an incompatible one", object{"is_compatible": false, "messages": nil}, ask(client.CheckCompatibility(all, "orders-value", -1, plain(orderWithTotal))))
	step("CheckCompatibility: an incompatible one, verbosely", "says why", why(client.CheckCompatibility(with(sr.Verbose), "orders-value", 1, plain(orderWithTotal))))
	step("CheckCompatibility: with all versions", "says why", why(client.CheckCompatibility(with(sr.Verbose, sr.Normalize), "orders-value", -2, plain(orderWithTotal))))
	step("CheckCompatibility: a compatible one, verbosely", object{"is_compatible": true, "messages": list{}}, ask(client.CheckCompatibility(with(sr.Verbose), "orders-value", -2, plain(orderWithNote))))
	step("CheckCompatibility: with the latest of no subject", object{"is_compatible": true, "messages": nil}, ask(client.CheckCompatibility(all, "nowhere", -1, plain(order))))
	step("CheckCompatibility: with a version that is not there", failure(40402), ask(client.CheckCompatibility(all, "orders-value", 99, plain(order))))
	step("CheckCompatibility: an invalid schema", failure(42201), ask(client.CheckCompatibility(all, "orders-value", -1, plain("{"))))

	step("Compatibility: of subjects without their own", list{failure(40408), failure(40408)}, levels(client.Compatibility(all, "orders-value", "nowhere")))
	step("Compatibility: in scope", list{"BACKWARD"}, levels(client.Compatibility(with(sr.DefaultToGlobal), "orders-value")))
	full := sr.SetCompatibility{Level: sr.CompatFull, Normalize: true, Group: "application.version", DefaultMetadata: metadata()}
	step("SetCompatibility: of two subjects", list{"FULL", "FULL"}, levels(client.SetCompatibility(all, full, "orders-value", "other")))
	result := client.Compatibility(all, "orders-value")[0]
	step("Compatibility: a subject's own", list{"FULL", true, "application.version", asJSON(metadata())},
		list{result.Level.String(), result.Normalize, result.Group, asJSON(result.DefaultMetadata)})
	step("ResetCompatibility: of a subject", list{nil}, errorsOf(client.ResetCompatibility(all, "orders-value")))
	step("ResetCompatibility: of a subject without", list{failure(40401)}, errorsOf(client.ResetCompatibility(all, "orders-value")))
	step("SetCompatibility: of all", list{"NONE"}, levels(client.SetCompatibility(all, sr.SetCompatibility{Level: sr.CompatNone})))
	step("Compatibility: of all", list{"NONE"}, levels(client.Compatibility(all)))
	step("ResetCompatibility: of all", list{nil}, errorsOf(client.ResetCompatibility(all)))
	step("Compatibility: of all, as at the beginning", list{"BACKWARD"}, levels(client.Compatibility(all)))
	step("Do: a level that is none", failure(42203), ask(0, client.Do(all, "PUT", "/config", object{"compatibility": "SIDEWAYS"}, nil)))
}

func modes() {
	step("Mode: of a subject without its own", list{failure(40409)}, modesOf(client.Mode(all, "orders-value")))
	step("Mode: in scope", list{"READWRITE"}, modesOf(client.Mode(with(sr.DefaultToGlobal), "orders-value")))
	step("SetMode: read only", list{"READONLY"}, modesOf(client.SetMode(all, sr.ModeReadOnly, "orders-value")))
	step("Mode: a subject's own, and the registry's", list{"READONLY", "READWRITE"}, modesOf(client.Mode(all, "orders-value", "")))
	step("RegisterSchema: where only reading is allowed", failure(42205), ask(client.RegisterSchema(all, "orders-value", plain(orderWithMemo), -1, -1)))
	step("DeleteSchema: where only reading is allowed", failure(42205), ask(0, client.DeleteSchema(all, "orders-value", 2, sr.SoftDelete)))
	step("ResetMode: of a subject", list{"READONLY"}, modesOf(client.ResetMode(all, "orders-value")))
	step("ResetMode: of a subject without", list{failure(40401)}, modesOf(client.ResetMode(all, "orders-value")))
	step("SetMode: import over existing versions", list{failure(42205)}, modesOf(client.SetMode(all, sr.ModeImport, "orders-value")))
	step("SetMode: of all", list{"READONLY"}, modesOf(client.SetMode(all, sr.ModeReadOnly)))
	step("RegisterSchema: while nobody may write", failure(42205), ask(client.RegisterSchema(all, "new", plain(order), -1, -1)))
	step("ResetMode: of all", list{"READONLY"}, modesOf(client.ResetMode(all)))
	step("Mode: of all, as at the beginning", list{"READWRITE"}, modesOf(client.Mode(all)))
	step("Do: a mode that is none", failure(42204), ask(0, client.Do(all, "PUT", "/mode", object{"mode": "SLEEPING"}, nil)))
}

func remove() {
	step("DeleteSchema: that others refer to", failure(42206), ask(0, client.DeleteSchema(all, "address", 1, sr.SoftDelete)))
	step("DeleteSchema: for good, before softly", failure(40407), ask(0, client.DeleteSchema(all, "orders-value", 1, sr.HardDelete)))
	step("DeleteSchema: softly", 0, ask(0, client.DeleteSchema(all, "orders-value", 1, sr.SoftDelete)))
	step("DeleteSchema: softly again", failure(40406), ask(0, client.DeleteSchema(all, "orders-value", 1, sr.SoftDelete)))
	step("SchemaByVersion: that is deleted", failure(40402), ask(client.SchemaByVersion(all, "orders-value", 1)))
	step("SchemaByVersion: that is deleted, on request", stored("orders-value", 1, 1, order), ask(client.SchemaByVersion(with(sr.ShowDeleted), "orders-value", 1)))
	step("SubjectVersions: without the deleted", list{2}, ask(client.SubjectVersions(all, "orders-value")))
	step("SubjectVersions: with the deleted", list{1, 2}, ask(client.SubjectVersions(with(sr.ShowDeleted), "orders-value")))
	step("SubjectVersions: the deleted alone", list{1}, ask(client.SubjectVersions(with(sr.DeletedOnly), "orders-value")))
	step("AllSchemas: with the deleted", list{stored("orders-value", 1, 1, order), stored("orders-value", 2, 2, orderWithNote)}, ask(client.AllSchemas(with(sr.SubjectPrefix("orders"), sr.ShowDeleted))))
	step("SubjectsByID: with the deleted", list{odd, "copies-value", "orders-value"}, ask(client.SubjectsByID(with(sr.ShowDeleted), 1)))
	step("DeleteSchema: for good", 0, ask(0, client.DeleteSchema(all, "orders-value", 1, sr.HardDelete)))
	step("DeleteSchema: that is not there", failure(40402), ask(0, client.DeleteSchema(all, "orders-value", 1, sr.SoftDelete)))
	step("DeleteSchema: of no subject", failure(40401), ask(0, client.DeleteSchema(all, "nowhere", 1, sr.SoftDelete)))
	step("DeleteSchema: the latest", 0, ask(0, client.DeleteSchema(all, "orders-value", -1, sr.SoftDelete)))
	step("Subjects: without the deleted", list{odd, "address", "copies-value", "customer", "ruled"}, ask(client.Subjects(all)))
	step("Subjects: with the deleted", list{odd, "address", "copies-value", "customer", "orders-value", "ruled"}, ask(client.Subjects(with(sr.ShowDeleted))))
	step("Subjects: the deleted alone", list{"orders-value"}, ask(client.Subjects(with(sr.DeletedOnly))))
	step("DeleteSubject: that others refer to", failure(42206), ask(client.DeleteSubject(all, "address", sr.SoftDelete)))
	step("DeleteSubject: for good, before softly", failure(40405), ask(client.DeleteSubject(all, "copies-value", sr.HardDelete)))
	step("DeleteSubject: softly", list{1}, ask(client.DeleteSubject(all, "copies-value", sr.SoftDelete)))
	step("DeleteSubject: softly again", failure(40404), ask(client.DeleteSubject(all, "copies-value", sr.SoftDelete)))
	step("DeleteSubject: for good", list{1}, ask(client.DeleteSubject(all, "copies-value", sr.HardDelete)))
	step("DeleteSubject: that is not there", failure(40401), ask(client.DeleteSubject(all, "copies-value", sr.SoftDelete)))
}

func imports() {
	step("SetMode: import, where nothing stands", list{"IMPORT"}, modesOf(client.SetMode(all, sr.ModeImport, "imported")))
	step("RegisterSchema: without an id while importing", failure(42205), ask(client.RegisterSchema(all, "imported", plain(orderWithMemo), -1, -1)))
	step("CreateSchemaWithIDAndVersion: as told", stored("imported", 7, 700, orderWithMemo), ask(client.CreateSchemaWithIDAndVersion(all, "imported", plain(orderWithMemo), 700, 7)))
	step("CreateSchemaWithIDAndVersion: an id that means something else", failure(42205), ask(client.CreateSchemaWithIDAndVersion(all, "imported", plain(orderWithTotal), 700, 8)))
	step("CreateSchemaWithIDAndVersion: nothing is checked while importing", stored("imported", 9, 701, orderWithTotal), ask(client.CreateSchemaWithIDAndVersion(all, "imported", plain(orderWithTotal), 701, 9)))
	step("SetMode: import over existing versions, by force", list{"IMPORT"}, modesOf(client.SetMode(with(sr.Force), sr.ModeImport, "imported")))
	step("ResetMode: importing is over", list{"IMPORT"}, modesOf(client.ResetMode(all, "imported")))
	step("RegisterSchema: ids go on after the highest", 702, ask(client.RegisterSchema(all, "new", plain(`{"type":"null"}`), -1, -1)))
}

func contexts() {
	inContext := sr.InContext(all, ".staging")
	step("RegisterSchema: another context counts for itself", 1, ask(client.RegisterSchema(inContext, "orders-value", plain(orderWithNote), -1, -1)))
	step("CreateSchema: in a context", stored(":.staging:orders-value", 1, 1, orderWithNote), ask(client.CreateSchema(inContext, "orders-value", plain(orderWithNote))))
	step("Contexts: both", list{".", ".staging"}, ask(client.Contexts(all)))
	step("Contexts: by prefix", list{".staging"}, ask(client.Contexts(with(sr.ContextPrefix(".s")))))
	step("Contexts: a page", list{".staging"}, ask(client.Contexts(with(sr.Offset(1), sr.Limit(1)))))
	step("Subjects: of a context", list{":.staging:orders-value"}, ask(client.Subjects(inContext)))
	step("SchemaByID: in a context", schema(orderWithNote), ask(client.SchemaByID(inContext, 1)))
	step("SchemaByVersion: in a context", stored(":.staging:orders-value", 1, 1, orderWithNote), ask(client.SchemaByVersion(inContext, "orders-value", -1)))
	step("SetCompatibility: of a context", list{"NONE"}, levels(client.SetCompatibility(inContext, sr.SetCompatibility{Level: sr.CompatNone})))
	step("Compatibility: of a context", list{"NONE"}, levels(client.Compatibility(inContext)))
	step("Compatibility: in the scope of a context", list{"NONE"}, levels(client.Compatibility(sr.WithParams(inContext, sr.DefaultToGlobal), "orders-value")))
	step("CreateSchema: by the level of its context", stored(":.staging:orders-value", 2, 2, orderWithTotal), ask(client.CreateSchema(inContext, "orders-value", plain(orderWithTotal))))
	step("DeleteContext: with something in it", failure(42211), ask(0, client.DeleteContext(all, ":.staging:")))
	step("DeleteSubject: in a context", list{1, 2}, ask(client.DeleteSubject(inContext, "orders-value", sr.SoftDelete)))
	step("DeleteSubject: in a context, for good", list{1, 2}, ask(client.DeleteSubject(inContext, "orders-value", sr.HardDelete)))
	step("DeleteContext: an empty one", 0, ask(0, client.DeleteContext(all, ":.staging:")))
	step("Contexts: one again", list{"."}, ask(client.Contexts(all)))
}

func credentials(guarded, token string) {
	for what, option := range map[string]sr.ClientOpt{"basic auth": sr.BasicAuth("me", token), "a bearer token": sr.BearerToken(token)} {
		client, _ = sr.NewClient(sr.URLs(guarded), patient, option)
		step("Subjects: with "+what, list{}, ask(client.Subjects(all)))
		step("RegisterSchema: with "+what+" of somebody who may read", status(403), ask(client.RegisterSchema(all, "orders-value", plain(order), -1, -1)))
	}
	client, _ = sr.NewClient(sr.URLs(guarded), patient, sr.BearerToken("somebody else's"))
	step("Subjects: with a bad token", status(401), ask(client.Subjects(all)))
}

// status is for what the client has no error of its own for.
func status(code int) object { return object{"code": code, "name": sr.ErrUnknown.Name} }

func plain(of string) sr.Schema { return sr.Schema{Schema: of, Type: sr.TypeJSON} }

func referring(to string) sr.Schema {
	return sr.Schema{Schema: customer, Type: sr.TypeJSON, References: []sr.SchemaReference{{Name: "https://shop.example/address.json", Subject: to, Version: 1}}}
}

func references(to string) list {
	return list{object{"name": "https://shop.example/address.json", "subject": to, "version": 1}}
}

func metadata() *sr.SchemaMetadata {
	return &sr.SchemaMetadata{Tags: map[string][]string{"$.id": {"key"}}, Properties: map[string]string{"owner": "sales & co"}, Sensitive: []string{"owner"}}
}

func withRules() sr.Schema {
	rules := &sr.SchemaRuleSet{DomainRules: []sr.SchemaRule{{
		Name: "short", Kind: sr.SchemaRuleKindCondition, Mode: sr.SchemaRuleModeWrite, Type: "CEL", Tags: []string{"key"}, Expr: "size(message.id) < 9",
	}}}
	return sr.Schema{Schema: order, Type: sr.TypeJSON, SchemaMetadata: metadata(), SchemaRuleSet: rules}
}

func ruled(subject string, version, id int) any {
	all := withRules()
	return with1(with1(stored(subject, version, id, order), "metadata", asJSON(all.SchemaMetadata)), "ruleSet", asJSON(all.SchemaRuleSet))
}

func schema(of string) object { return object{"schema": of, "schemaType": "JSON"} }

func stored(subject string, version, id int, of string) object {
	return object{"subject": subject, "version": version, "id": id, "guid": "a guid", "schema": of, "schemaType": "JSON"}
}

func with1(of object, name string, value any) object {
	of[name] = value
	return of
}

func with(params ...sr.Param) context.Context { return sr.WithParams(all, params...) }

// failure is what the client makes of an error code: its own error for the code, which programs compare with.
func failure(code int) object {
	if sr.ErrorForCode(code) == sr.ErrUnknown {
		panic(fmt.Sprintf("the client does not know %d", code))
	}
	return object{"code": code, "name": sr.ErrorForCode(code).Name}
}

func ask(value any, err error) any {
	if err != nil {
		return failed(err)
	}
	answer := asJSON(value)
	hideGuids(answer)
	return answer
}

func failed(err error) any {
	var response *sr.ResponseError
	if !errors.As(err, &response) {
		return err.Error()
	}
	return object{"code": response.ErrorCode, "name": response.SchemaError().Name}
}

func hideGuids(value any) {
	switch of := value.(type) {
	case list:
		for _, each := range of {
			hideGuids(each)
		}
	case object:
		if guid, is := of["guid"].(string); is && len(guid) == 36 {
			of["guid"] = "a guid"
		}
	}
}

func text(found sr.SubjectSchema, err error) any {
	if err != nil {
		return failed(err)
	}
	return found.Schema.Schema
}

func levels(results []sr.CompatibilityResult) any {
	answers := list{}
	for _, each := range results {
		if each.Err != nil {
			answers = append(answers, failed(each.Err))
		} else {
			answers = append(answers, each.Level.String())
		}
	}
	return answers
}

func errorsOf(results []sr.CompatibilityResult) any {
	answers := list{}
	for _, each := range results {
		if each.Err != nil {
			answers = append(answers, failed(each.Err))
		} else {
			answers = append(answers, nil)
		}
	}
	return answers
}

func modesOf(results []sr.ModeResult) any {
	answers := list{}
	for _, each := range results {
		if each.Err != nil {
			answers = append(answers, failed(each.Err))
		} else {
			answers = append(answers, each.Mode.String())
		}
	}
	return answers
}

// why expects messages that name the member which became required.
func why(result sr.CheckCompatibilityResult, err error) any {
	if err == nil && !result.Is && strings.Contains(strings.Join(result.Messages, "\n"), "total") {
		return "says why"
	}
	return object{"result": result, "error": fmt.Sprint(err)}
}

func do(method, path string) any {
	target, _ := url.Parse(path)
	var into object
	err := client.Do(with(sr.RawParams(target.Query())), method, target.Path, nil, &into)
	return ask(into, err)
}

func names(of any) any {
	members, is := of.(object)
	if !is {
		return of
	}
	names := []string{}
	for name := range members {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

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
	kind := reflect.TypeOf(client)
	for index := range kind.NumMethod() {
		names = append(names, kind.Method(index).Name)
	}
	return names
}
