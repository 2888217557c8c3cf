package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// What describes, recent rows and replication answer.
@Serves({
    "GET sobjects",
    "GET sobjects/{}",
    "GET sobjects/{}/describe",
    "GET sobjects/{}/updated",
    "GET sobjects/{}/deleted"
})
@Serves(
        value = "GET recent",
        approximate =
                "rows that the caller wrote; what a user looked at in pages does not exist here")
class DescribeTest {
    private static final String ROOT = "/services/data/v66.0/";
    private static final EmulatorClock CLOCK =
            EmulatorClock.standingAt(Instant.parse("2026-11-22T10:00:30Z"));
    private static Emulator emulator;
    private static Client client;

    @BeforeAll
    static void start() {
        emulator = Emulator.start(EmulatorOptions.defaults().withClock(CLOCK));
        client = Client.loggedIn(emulator);
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    private static JsonNode get(String path) {
        var answer = client.get(ROOT + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.json(answer);
    }

    private static Map<String, JsonNode> fields(String object) {
        var fields = new TreeMap<String, JsonNode>();
        get("sobjects/" + object + "/describe")
                .get("fields")
                .forEach(field -> fields.put(field.get("name").asString(), field));
        return fields;
    }

    @Test
    void everyListedObjectDescribesItself() {
        var names =
                get("sobjects").get("sobjects").valueStream().map(it -> it.get("name").asString());

        names.forEach(name -> {
            var describe = get("sobjects/" + name + "/describe");
            assertThat(describe.get("name").asString()).isEqualTo(name);
            assertThat(describe.get("urls").get("sobject").asString())
                    .isEqualTo("/services/data/v66.0/sobjects/" + name);
        });
    }

    @Test
    void aFieldSaysWhatItIs() {
        var account = fields("Account");
        var contact = fields("Contact");

        assertThat(account.get("BillingCity").get("compoundFieldName").asString())
                .isEqualTo("BillingAddress");
        assertThat(account.get("BillingAddress").get("type").asString()).isEqualTo("address");
        assertThat(account.get("Description").get("filterable").asBoolean()).isFalse();
        assertThat(account.get("AnnualRevenue").get("precision").asInt()).isEqualTo(18);
        assertThat(account.get("CleanStatus").get("restrictedPicklist").asBoolean()).isTrue();
        assertThat(contact.get("LastName").get("nillable").asBoolean()).isFalse();
        assertThat(contact.get("FirstName").get("compoundFieldName").asString()).isEqualTo("Name");
        assertThat(contact.get("AccountId").get("referenceTo").get(0).asString())
                .isEqualTo("Account");
        assertThat(fields("Task").get("WhoId").get("polymorphicForeignKey").asBoolean()).isTrue();
        assertThat(fields("Case").get("CaseNumber").get("autoNumber").asBoolean()).isTrue();
    }

    @Test
    void aParentNamesItsChildren() {
        var children = get("sobjects/Account/describe").get("childRelationships");

        assertThat(children.valueStream())
                .anySatisfy(child -> {
                    assertThat(child.get("childSObject").asString()).isEqualTo("Contact");
                    assertThat(child.get("relationshipName").asString()).isEqualTo("Contacts");
                    assertThat(child.get("cascadeDelete").asBoolean()).isTrue();
                })
                .anySatisfy(child -> {
                    assertThat(child.get("childSObject").asString()).isEqualTo("Case");
                    assertThat(child.get("restrictedDelete").asBoolean()).isTrue();
                });
    }

    @Test
    void anUnchangedSchemaIs304() {
        for (var path : new String[] {"sobjects", "sobjects/Account/describe"}) {
            var first = client.get(ROOT + path).headers().firstValue("Last-Modified").orElseThrow();

            var again = client.send(client.request(ROOT + path).header("If-Modified-Since", first));

            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(
                            client.send(
                                            client.request(ROOT + path)
                                                    .header(
                                                            "If-Modified-Since",
                                                            "Thu, 01 Jan 2015 00:00:00 GMT"))
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void recentRowsAreTheCallersLast() {
        var id = client.create("Campaign", "{\"Name\":\"Autumn\"}");

        var recent = get("recent?limit=1");
        var basics = get("sobjects/Campaign");

        assertThat(recent).hasSize(1);
        assertThat(recent.get(0).get("Id").asString()).isEqualTo(id);
        assertThat(recent.get(0).get("Name").asString()).isEqualTo("Autumn");
        assertThat(basics.get("objectDescribe").get("keyPrefix").asString()).isEqualTo("701");
        assertThat(basics.get("recentItems").get(0).get("Id").asString()).isEqualTo(id);
    }

    @Test
    void replicationTellsWhatChangedAndWhatWent() {
        var kept = client.create("Lead", "{\"LastName\":\"Kept\",\"Company\":\"C\"}");
        var gone = client.create("Lead", "{\"LastName\":\"Gone\",\"Company\":\"C\"}");
        client.delete(ROOT + "sobjects/Lead/" + gone);
        CLOCK.step(Duration.ofMinutes(3));
        var span = "?start=2026-11-22T10:00:00Z&end=2026-11-22T10:02:00%2B00:00";

        var updated = client.get(ROOT + "sobjects/Lead/updated/" + span);
        var deleted = client.get(ROOT + "sobjects/Lead/deleted/" + span);

        assertThat(updated.body())
                .isEqualTo(
                        "{\"ids\":[\""
                                + kept
                                + "\"],\"latestDateCovered\":\"2026-11-22T10:02:00.000+0000\"}");
        assertThat(deleted.body())
                .isEqualTo(
                        "{\"deletedRecords\":[{\"id\":\""
                                + gone
                                + "\",\"deletedDate\":\"2026-11-22T10:00:30.000+0000\"}],"
                                + "\"earliestDateAvailable\":\"2026-10-23T10:03:00.000+0000\","
                                + "\"latestDateCovered\":\"2026-11-22T10:02:00.000+0000\"}");
    }

    @Test
    void replicationReachesThirtyDaysBack() {
        var answer =
                client.get(
                        ROOT
                                + "sobjects/Lead/updated?start=2026-01-01T00:00:00Z"
                                + "&end=2026-11-22T10:00:00Z");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("INVALID_REPLICATION_DATE");
    }
}
