import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.AbstractSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Config;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Metadata;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Rule;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.RuleKind;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.RuleMode;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.RuleSet;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaEntity;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.requests.ConfigUpdateRequest;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaRequest;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.requests.TagSchemaRequest;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.security.basicauth.UserInfoCredentialProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.security.bearerauth.StaticTokenCredentialProvider;
import org.apache.flink.avro.shaded.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.avro.shaded.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.avro.shaded.com.fasterxml.jackson.databind.node.ObjectNode;

/** Every operation of Confluent's client for the JVM that concerns JSON, one step each, as JSON lines. */
public class Steps {
  static final ObjectMapper json = new ObjectMapper();
  static final Map<String, String> none = RestService.DEFAULT_REQUEST_PROPERTIES;

  static final String order = closed("\"id\":{\"type\":\"string\"}", "\"id\"");
  static final String orderReordered =
      "{\"additionalProperties\":false,\"required\":[\"id\"],\"properties\":{\"id\":{\"type\":\"string\"}},\"type\":\"object\"}";
  static final String orderWithNote = closed("\"id\":{\"type\":\"string\"},\"note\":{\"type\":\"string\"}", "\"id\"");
  static final String orderWithMemo = closed("\"id\":{\"type\":\"string\"},\"memo\":{\"type\":\"string\"}", "\"id\"");
  static final String orderWithTotal =
      closed("\"id\":{\"type\":\"string\"},\"total\":{\"type\":\"number\"}", "\"id\",\"total\"");
  static final String addressId = "https://shop.example/address.json";
  static final String address =
      "{\"$id\":\"" + addressId + "\",\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}";
  static final String customer = "{\"type\":\"object\",\"properties\":{\"home\":{\"$ref\":\"" + addressId + "\"}}}";
  static final String odd = "a/b c%d";
  static final List<SchemaReference> references = List.of(new SchemaReference(addressId, "address", 1));
  static final List<SchemaReference> dangling = List.of(new SchemaReference(addressId, "nowhere", 1));
  static final Metadata metadata =
      new Metadata(Map.of("$.id", Set.of("key")), Map.of("owner", "sales & co"), Set.of("owner"));
  static final Rule rule =
      new Rule("short", null, RuleKind.CONDITION, RuleMode.WRITE, "CEL", null, null, "size(message.id) < 9", null, null, false);
  static final RuleSet rules = new RuleSet(null, List.of(rule));

  static RestService rest;

  public static void main(String[] arguments) throws Exception {
    rest = new RestService(arguments[0]);
    register();
    lookUp();
    compatibility();
    modes();
    remove();
    cached(arguments[0]);
    credentials(arguments[1], arguments[2]);
    step("close: asks nothing of the registry", null, () -> {
      rest.close();
      return null;
    });
    Stream<String> own = Arrays.stream(RestService.class.getMethods())
        .filter(each -> each.getDeclaringClass() == RestService.class)
        .map(each -> each.getName());
    Stream<String> ofClient = Arrays.stream(SchemaRegistryClient.class.getMethods()).map(each -> "client." + each.getName());
    emit(json.createObjectNode().set("methods", json.valueToTree(Stream.concat(own, ofClient).distinct().sorted().toList())));
  }

  static void register() {
    step("getSchemaTypes: JSON alone", "[\"JSON\"]", () -> rest.getSchemaTypes());
    step("getAllSubjects: none yet", "[]", () -> rest.getAllSubjects());
    step("getAllContexts: the default one", "[\".\"]", () -> rest.getAllContexts());
    step("getClusterId: it has one", "\"concordat\"", () -> ((Map<?, ?>) rest.getClusterId().getScope().get("clusters")).get("schema-registry-cluster"));
    step("getSchemaRegistryServerVersion: it has one", "true", () -> rest.getSchemaRegistryServerVersion().getVersion().matches("\\d+\\.\\d+\\.\\d+.*"));
    step("registerSchema: the first gets id 1", "1", () -> put("orders-value", order).getId());
    step("registerSchema: again gets the same id", "1", () -> put("orders-value", order).getId());
    step("registerSchema: under another subject gets the same id", "1", () -> put("copies-value", order).getId());
    step("registerSchema: normalised, members may stand in any order", "1",
        () -> rest.registerSchema(orderReordered, "JSON", List.of(), "copies-value", true).getId());
    step("registerSchema: an odd subject", "1", () -> put(odd, order).getId());
    step("registerSchema: another context counts for itself", "1", () -> put(":.staging:parcels-value", orderWithNote).getId());
    step("registerSchema: an incompatible one", failure(409), () -> put("orders-value", orderWithTotal));
    step("registerSchema: no JSON Schema", failure(42201), () -> put("orders-value", "{\"type\":\"strng\"}"));
    step("registerSchema: no JSON", failure(42201), () -> put("orders-value", "{"));
    step("registerSchema: Avro, which has no name", failure(42201), () -> rest.registerSchema("\"string\"", "orders-value"));
    step("registerSchema: Protobuf", failure(42201),
        () -> rest.registerSchema("message A {}", "PROTOBUF", List.of(), "orders-value"));
    step("registerSchema: a bad subject", failure(42208), () -> put("a\tb", order));
    step("registerSchema: an id from outside needs the import mode", failure(42205),
        () -> rest.registerSchema(orderWithNote, "JSON", List.of(), "orders-value", 2, 77));
    step("registerSchema: the next version", "2", () -> put("orders-value", orderWithNote).getId());
    step("registerSchema: for others to refer to", "3", () -> put("address", address).getId());
    step("registerSchema: a reference", "4", () -> rest.registerSchema(customer, "JSON", references, "customer").getId());
    step("registerSchema: a reference to nothing", failure(42201), () -> rest.registerSchema(customer, "JSON", dangling, "customer"));
    step("registerSchema: metadata and rules", "5", () -> rest.registerSchema(ruled(), "ruled", false).getId());
  }

  static void lookUp() {
    step("getId: what it is", found(order), () -> rest.getId(1));
    step("getId: of a subject", orderWithNote, () -> rest.getId(2, "orders-value").getSchemaString());
    step("getId: in another context", orderWithNote, () -> rest.getId(1, ":.staging:parcels-value").getSchemaString());
    step("getId: with the highest id", "5", () -> rest.getId(1, true).getMaxId());
    step("getId: with references", json.valueToTree(references).toString(), () -> rest.getId(4).getReferences());
    step("getId: with metadata", json.valueToTree(metadata).toString(), () -> rest.getId(5).getMetadata());
    step("getId: with rules", json.valueToTree(rules).toString(), () -> rest.getId(5).getRuleSet());
    step("getId: an unknown id", failure(40403), () -> rest.getId(99));
    step("getOnlySchemaById: the text alone", order, () -> rest.getOnlySchemaById(1));
    step("getOnlySchemaById: an unknown id", failure(40403), () -> rest.getOnlySchemaById(99));
    step("getAllSubjectsById: all that have it", "[\"a/b c%d\",\"copies-value\",\"orders-value\"]", () -> rest.getAllSubjectsById(1));
    step("getAllSubjectsById: an unknown id", failure(40403), () -> rest.getAllSubjectsById(99));
    step("getAllVersionsById: where it stands", "[{\"subject\":\"address\",\"version\":1}]", () -> rest.getAllVersionsById(3));
    step("getAllVersionsById: an unknown id", failure(40403), () -> rest.getAllVersionsById(99));
    step("getSchemas: by prefix", "[" + stored("orders-value", 1, 1, order) + "," + stored("orders-value", 2, 2, orderWithNote) + "]",
        () -> rest.getSchemas("orders", false, false));
    step("getSchemas: the latest", "[" + stored("orders-value", 2, 2, orderWithNote) + "]", () -> rest.getSchemas("orders", false, true));
    step("getVersion: by number", stored("orders-value", 1, 1, order), () -> rest.getVersion("orders-value", 1));
    step("getVersion: of an odd subject", stored(odd, 1, 1, order), () -> rest.getVersion(odd, 1));
    step("getVersion: one that is not there", failure(40402), () -> rest.getVersion("orders-value", 99));
    step("getVersion: 0", failure(42202), () -> rest.getVersion("orders-value", 0));
    step("getVersion: of no subject", failure(40401), () -> rest.getVersion("nowhere", 1));
    step("getLatestVersion: the newest", stored("orders-value", 2, 2, orderWithNote), () -> rest.getLatestVersion("orders-value"));
    step("getLatestVersion: of no subject", failure(40401), () -> rest.getLatestVersion("nowhere"));
    step("getVersionSchemaOnly: the text alone", order, () -> rest.getVersionSchemaOnly("orders-value", 1));
    step("getVersionSchemaOnly: one that is not there", failure(40402), () -> rest.getVersionSchemaOnly("orders-value", 99));
    step("getLatestVersionSchemaOnly: the text alone", orderWithNote, () -> rest.getLatestVersionSchemaOnly("orders-value"));
    step("getLatestWithMetadata: by its properties", "5", () -> rest.getLatestWithMetadata("ruled", Map.of("owner", "sales & co"), false).getId());
    step("getLatestWithMetadata: nothing has them", failure(40403), () -> rest.getLatestWithMetadata("ruled", Map.of("owner", "me"), false));
    step("getReferencedBy: ids", "[4]", () -> rest.getReferencedBy("address", 1));
    step("getReferencedBy: of no subject", failure(40401), () -> rest.getReferencedBy("nowhere", 1));
    step("getAllVersions: all", "[1,2]", () -> rest.getAllVersions("orders-value"));
    step("getAllVersions: of no subject", failure(40401), () -> rest.getAllVersions("nowhere"));
    step("getAllContexts: both", "[\".\",\".staging\"]", () -> rest.getAllContexts());
    step("getAllSubjects: by prefix", "[\"copies-value\",\"customer\"]", () -> rest.getAllSubjects("c", false));
    step("lookUpSubjectVersion: finds it", stored("orders-value", 2, 2, orderWithNote),
        () -> rest.lookUpSubjectVersion(orderWithNote, "JSON", List.of(), "orders-value", false));
    step("lookUpSubjectVersion: normalised", "1",
        () -> rest.lookUpSubjectVersion(orderReordered, "JSON", List.of(), "orders-value", true, false).getVersion());
    step("lookUpSubjectVersion: a schema that is not there", failure(40403),
        () -> rest.lookUpSubjectVersion(orderWithTotal, "JSON", List.of(), "orders-value", false));
    step("lookUpSubjectVersion: of no subject", failure(40401),
        () -> rest.lookUpSubjectVersion(order, "JSON", List.of(), "nowhere", false));
    step("lookUpSubjectVersion: Avro, which has no name", failure(42201), () -> rest.lookUpSubjectVersion("\"string\"", "orders-value"));
    step("modifySchemaTags: is not served", failure(404), () -> rest.modifySchemaTags(none, new TagSchemaRequest(), "orders-value", "1"));
  }

  static void compatibility() {
    step("testCompatibility: with a version", "[]", () -> test(orderWithNote, "1"));
    step("testCompatibility: with the latest", "[]", () -> test(orderWithNote, "latest"));
    step("testCompatibility: an incompatible one says why", "true",
        () -> test(orderWithTotal, "latest").stream().anyMatch(each -> each.contains("total")));
    step("testCompatibility: with all versions", "true",
        () -> test(orderWithTotal, null).stream().anyMatch(each -> each.contains("total")));
    step("testCompatibility: with a version that is not there", failure(40402), () -> test(order, "99"));
    step("testCompatibility: with version 0", failure(42202), () -> test(order, "0"));

    step("getConfig: the registry's", "{\"compatibilityLevel\":\"BACKWARD\"}", () -> rest.getConfig(null));
    step("getConfig: of a subject without its own", failure(40408), () -> rest.getConfig("orders-value"));
    step("getConfig: in scope", "{\"compatibilityLevel\":\"BACKWARD\"}", () -> rest.getConfig(none, "orders-value", true));
    step("updateCompatibility: of a subject", "\"FULL\"", () -> rest.updateCompatibility("FULL", "orders-value").getCompatibilityLevel());
    step("updateCompatibility: a level that is none", failure(42203), () -> rest.updateCompatibility("SIDEWAYS", "orders-value"));
    step("getConfig: a subject's own", "{\"compatibilityLevel\":\"FULL\"}", () -> rest.getConfig("orders-value"));
    step("deleteConfig: tells what it was", "{\"compatibilityLevel\":\"FULL\"}", () -> rest.deleteConfig("orders-value"));
    step("deleteConfig: of a subject without", failure(40401), () -> rest.deleteConfig("orders-value"));
    ConfigUpdateRequest update = new ConfigUpdateRequest();
    update.setCompatibilityLevel("FORWARD");
    update.setNormalize(true);
    update.setCompatibilityGroup("application.version");
    update.setDefaultMetadata(metadata);
    update.setOverrideRuleSet(rules);
    step("updateConfig: of a subject", json.valueToTree(update).toString(), () -> rest.updateConfig(update, "configured"));
    step("getConfig: all that was set", json.valueToTree(new Config("", true, null, "FORWARD", "application.version", metadata, null, null, rules)).toString(),
        () -> rest.getConfig("configured"));
    step("getConfig: an alias is what look-ups go to", "[1,2]", () -> {
      ConfigUpdateRequest alias = new ConfigUpdateRequest();
      alias.setAlias("orders-value");
      rest.updateConfig(alias, "orders-alias");
      return rest.getAllVersions("orders-alias");
    });
    step("updateCompatibility: of all", "\"NONE\"", () -> rest.updateCompatibility("NONE", null).getCompatibilityLevel());
    step("getConfig: of all", "{\"compatibilityLevel\":\"NONE\"}", () -> rest.getConfig(null));
    step("updateCompatibility: of all, back", "\"BACKWARD\"", () -> rest.updateCompatibility("BACKWARD", null).getCompatibilityLevel());
  }

  static void modes() {
    step("getMode: the registry's", "{\"mode\":\"READWRITE\"}", () -> rest.getMode());
    step("getMode: of a subject without its own", failure(40409), () -> rest.getMode("orders-value"));
    step("getMode: in scope", "{\"mode\":\"READWRITE\"}", () -> rest.getMode("orders-value", true));
    step("setMode: read only", "{\"mode\":\"READONLY\"}", () -> rest.setMode("READONLY", "orders-value"));
    step("getMode: a subject's own", "{\"mode\":\"READONLY\"}", () -> rest.getMode("orders-value"));
    step("registerSchema: where only reading is allowed", failure(42205), () -> put("orders-value", orderWithMemo));
    step("deleteSubjectMode: tells what it was", "{\"mode\":\"READONLY\"}", () -> rest.deleteSubjectMode("orders-value"));
    step("deleteSubjectMode: of a subject without", failure(40401), () -> rest.deleteSubjectMode("orders-value"));
    step("setMode: a mode that is none", failure(42204), () -> rest.setMode("SLEEPING"));
    step("setMode: import over existing versions", failure(42205), () -> rest.setMode("IMPORT", "orders-value"));
    step("setMode: nobody may write", "{\"mode\":\"READONLY_OVERRIDE\"}", () -> rest.setMode("READONLY_OVERRIDE"));
    step("registerSchema: while nobody may write", failure(42205), () -> put("new", order));
    step("setMode: back", "{\"mode\":\"READWRITE\"}", () -> rest.setMode("READWRITE"));
    step("setMode: import, where nothing stands", "{\"mode\":\"IMPORT\"}", () -> rest.setMode("IMPORT", "imported"));
    step("registerSchema: with the id and the version that it has elsewhere", "700",
        () -> rest.registerSchema(orderWithMemo, "JSON", List.of(), "imported", 7, 700).getId());
    step("getVersion: that was imported", stored("imported", 7, 700, orderWithMemo), () -> rest.getVersion("imported", 7));
    step("registerSchema: an id that means something else", failure(42205),
        () -> rest.registerSchema(orderWithTotal, "JSON", List.of(), "imported", 8, 700));
    step("setMode: import once more, by force", "{\"mode\":\"IMPORT\"}", () -> rest.setMode("IMPORT", "imported", true));
    step("registerSchema: ids go on after the highest", "701", () -> put("new", "{\"type\":\"null\"}").getId());
  }

  static void remove() {
    step("deleteSchemaVersion: that others refer to", failure(42206), () -> rest.deleteSchemaVersion(none, "address", "1"));
    step("deleteSchemaVersion: for good, before softly", failure(40407), () -> rest.deleteSchemaVersion(none, "orders-value", "1", true));
    step("deleteSchemaVersion: softly", "1", () -> rest.deleteSchemaVersion(none, "orders-value", "1"));
    step("deleteSchemaVersion: softly again", failure(40406), () -> rest.deleteSchemaVersion(none, "orders-value", "1"));
    step("getVersion: that is deleted", failure(40402), () -> rest.getVersion("orders-value", 1));
    step("getVersion: that is deleted, on request", stored("orders-value", 1, 1, order), () -> rest.getVersion("orders-value", 1, true));
    step("getDeletedOnlyVersions: those alone", "[1]", () -> rest.getDeletedOnlyVersions("orders-value"));
    step("getAllVersions: with the deleted", "[1,2]", () -> rest.getAllVersions(none, "orders-value", true));
    step("deleteSchemaVersion: for good", "1", () -> rest.deleteSchemaVersion(none, "orders-value", "1", true));
    step("deleteSchemaVersion: that is not there", failure(40402), () -> rest.deleteSchemaVersion(none, "orders-value", "1"));
    step("deleteSchemaVersion: of no subject", failure(40401), () -> rest.deleteSchemaVersion(none, "nowhere", "1"));
    step("deleteSchemaVersion: the latest", "2", () -> rest.deleteSchemaVersion(none, "orders-value", "latest"));
    step("getDeletedOnlySubjects: those alone", "[\"orders-value\"]", () -> rest.getDeletedOnlySubjects("orders"));
    step("getAllSubjects: with the deleted", "[\"orders-value\"]", () -> rest.getAllSubjects("orders", true));
    step("deleteSubject: that others refer to", failure(42206), () -> rest.deleteSubject(none, "address"));
    step("deleteSubject: for good, before softly", failure(40405), () -> rest.deleteSubject(none, "copies-value", true));
    step("deleteSubject: softly", "[1]", () -> rest.deleteSubject(none, "copies-value"));
    step("deleteSubject: softly again", failure(40404), () -> rest.deleteSubject(none, "copies-value"));
    step("deleteSubject: for good", "[1]", () -> rest.deleteSubject(none, "copies-value", true));
    step("deleteSubject: that is not there", failure(40401), () -> rest.deleteSubject(none, "copies-value"));
  }

  /** What serializers use. It knows JSON by the provider below; Confluent's own is not on Maven Central. */
  static void cached(String url) throws Exception {
    SchemaRegistryClient client = new CachedSchemaRegistryClient(url, 100, List.of(new JsonProvider()), Map.of());
    JsonText first = new JsonText(order, List.of());
    JsonText second = new JsonText(orderWithNote, List.of());
    JsonText broken = new JsonText(orderWithTotal, List.of());
    step("client.register: the id it has already", "1", () -> client.register("cached", first));
    step("client.register: an incompatible one", failure(409), () -> client.register("cached", broken));
    step("client.registerWithResponse: the id and the text", orderWithNote, () -> client.registerWithResponse("cached", second, false).getSchema());
    step("client.getSchemaById: its text", order, () -> json.readTree(client.getSchemaById(1).canonicalString()));
    step("client.getSchemaBySubjectAndId: its text", order, () -> json.readTree(client.getSchemaBySubjectAndId("cached", 1).canonicalString()));
    step("client.getSchemaBySubjectAndId: an unknown id", failure(40403), () -> client.getSchemaBySubjectAndId("cached", 99));
    step("client.getSchemas: of a subject", "2", () -> client.getSchemas("cached", false, false).size());
    step("client.getAllSubjectsById: all that have it", "[\"a/b c%d\",\"cached\"]", () -> client.getAllSubjectsById(1));
    step("client.getAllVersionsById: where it stands", "2", () -> client.getAllVersionsById(1).size());
    step("client.getByVersion: by number", "1", () -> client.getByVersion("cached", 1, false).getId());
    step("client.getLatestSchemaMetadata: the newest", orderWithNote, () -> client.getLatestSchemaMetadata("cached").getSchema());
    step("client.getSchemaMetadata: by number", order, () -> client.getSchemaMetadata("cached", 1).getSchema());
    step("client.getLatestWithMetadata: by its properties", "5", () -> client.getLatestWithMetadata("ruled", Map.of("owner", "sales & co"), false).getId());
    step("client.getId: of a schema", "2", () -> client.getId("cached", second));
    step("client.getId: a schema that is not there", failure(40403), () -> client.getId("cached", broken));
    step("client.getVersion: of a schema", "2", () -> client.getVersion("cached", second));
    step("client.getAllVersions: all", "[1,2]", () -> client.getAllVersions("cached"));
    step("client.getAllSubjects: with the others", "true", () -> client.getAllSubjects().contains("cached"));
    step("client.getAllSubjectsByPrefix: it alone", "[\"cached\"]", () -> client.getAllSubjectsByPrefix("cach"));
    step("client.testCompatibility: with the latest", "true", () -> client.testCompatibility("cached", second));
    step("client.testCompatibility: an incompatible one", "false", () -> client.testCompatibility("cached", broken));
    step("client.testCompatibilityVerbose: says why", "true", () -> client.testCompatibilityVerbose("cached", broken).get(0).contains("total"));
    step("client.updateCompatibility: of a subject", "\"FULL\"", () -> client.updateCompatibility("cached", "FULL"));
    step("client.getCompatibility: of a subject", "\"FULL\"", () -> client.getCompatibility("cached"));
    step("client.deleteCompatibility: of a subject", null, () -> {
      client.deleteCompatibility("cached");
      return null;
    });
    step("client.updateConfig: of a subject", "\"FORWARD\"", () -> client.updateConfig("cached", new Config("FORWARD")).getCompatibilityLevel());
    step("client.getConfig: of a subject", "\"FORWARD\"", () -> client.getConfig("cached").getCompatibilityLevel());
    step("client.deleteConfig: of a subject", null, () -> {
      client.deleteConfig("cached");
      return null;
    });
    step("client.getMode: the registry's", "\"READWRITE\"", () -> client.getMode());
    step("client.setMode: of a subject", "\"READONLY\"", () -> client.setMode("READONLY", "cached"));
    step("client.deleteMode: of a subject", null, () -> {
      client.deleteMode("cached");
      return null;
    });
    step("client.deleteSchemaVersion: softly", "1", () -> client.deleteSchemaVersion("cached", "1"));
    step("client.deleteSubject: softly", "[2]", () -> client.deleteSubject("cached"));
    step("client.reset: asks nothing of the registry", null, () -> {
      client.reset();
      return null;
    });
    step("client.close: asks nothing of the registry", null, () -> {
      client.close();
      return null;
    });
  }

  static void credentials(String guarded, String token) {
    step("setBasicAuthCredentialProvider: is let in", "[]", () -> withPassword(guarded, token).getAllSubjects());
    step("setBasicAuthCredentialProvider: somebody who may read", failure(403),
        () -> withPassword(guarded, token).registerSchema(order, "JSON", List.of(), "orders-value"));
    step("setBasicAuthCredentialProvider: a bad password", failure(401), () -> withPassword(guarded, "somebody else's").getAllSubjects());
    step("setBearerAuthCredentialProvider: is let in", "[]", () -> {
      RestService service = new RestService(guarded);
      StaticTokenCredentialProvider provider = new StaticTokenCredentialProvider();
      provider.configure(Map.of("bearer.auth.token", token));
      service.setBearerAuthCredentialProvider(provider);
      return service.getAllSubjects();
    });
  }

  static RestService withPassword(String guarded, String password) {
    UserInfoCredentialProvider provider = new UserInfoCredentialProvider();
    provider.configure(Map.of("basic.auth.user.info", "me:" + password));
    RestService service = new RestService(guarded);
    service.setBasicAuthCredentialProvider(provider);
    return service;
  }

  static String closed(String properties, String required) {
    return "{\"type\":\"object\",\"properties\":{" + properties + "},\"required\":[" + required + "],\"additionalProperties\":false}";
  }

  static org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaResponse
      put(String subject, String schema) throws Exception {
    return rest.registerSchema(schema, "JSON", List.of(), subject);
  }

  static RegisterSchemaRequest ruled() {
    RegisterSchemaRequest request = new RegisterSchemaRequest();
    request.setSchema(order);
    request.setSchemaType("JSON");
    request.setMetadata(metadata);
    request.setRuleSet(rules);
    return request;
  }

  static List<String> test(String schema, String version) throws Exception {
    return rest.testCompatibility(schema, "JSON", List.of(), "orders-value", version, true);
  }

  static String found(String schema) {
    return "{\"schemaType\":\"JSON\",\"schema\":" + quote(schema) + "}";
  }

  static String stored(String subject, int version, int id, String schema) {
    return "{\"subject\":" + quote(subject) + ",\"version\":" + version + ",\"id\":" + id
        + ",\"schemaType\":\"JSON\",\"schema\":" + quote(schema) + "}";
  }

  static String failure(int code) {
    return "{\"status\":" + String.valueOf(code).substring(0, 3) + ",\"code\":" + code + "}";
  }

  static String quote(String text) {
    return json.valueToTree(text).toString();
  }

  static void step(String name, String expected, Callable<?> call) {
    try {
      ObjectNode line = json.createObjectNode().put("step", name);
      line.set("expected", expected == null ? null : json.readTree(expected));
      line.set("answer", answerOf(call));
      emit(line);
    } catch (Exception fault) {
      throw new IllegalStateException(name, fault);
    }
  }

  static JsonNode answerOf(Callable<?> call) throws Exception {
    try {
      Object answer = call.call();
      return answer instanceof String text && text.startsWith("{") ? json.readTree(text) : json.valueToTree(answer);
    } catch (RestClientException error) {
      return json.createObjectNode().put("status", error.getStatus()).put("code", error.getErrorCode());
    }
  }

  static void emit(JsonNode line) {
    System.out.println(line);
  }

  static class JsonProvider extends AbstractSchemaProvider {
    public String schemaType() {
      return "JSON";
    }

    public ParsedSchema parseSchemaOrElseThrow(Schema schema, boolean isNew, boolean normalize) {
      return new JsonText(schema.getSchema(), schema.getReferences());
    }

    public Optional<ParsedSchema> parseSchema(Schema schema, boolean isNew, boolean normalize) {
      return Optional.of(parseSchemaOrElseThrow(schema, isNew, normalize));
    }
  }

  record JsonText(String canonicalString, List<SchemaReference> references) implements ParsedSchema {
    public String schemaType() {
      return "JSON";
    }

    public String name() {
      return null;
    }

    public Integer version() {
      return null;
    }

    public Metadata metadata() {
      return null;
    }

    public RuleSet ruleSet() {
      return null;
    }

    public ParsedSchema copy() {
      return this;
    }

    public ParsedSchema copy(Integer version) {
      return this;
    }

    public ParsedSchema copy(Metadata metadata, RuleSet ruleSet) {
      return this;
    }

    public ParsedSchema copy(Map<SchemaEntity, Set<String>> add, Map<SchemaEntity, Set<String>> remove) {
      return this;
    }

    public List<String> isBackwardCompatible(ParsedSchema previous) {
      return List.of();
    }

    public Object rawSchema() {
      return canonicalString;
    }
  }
}
