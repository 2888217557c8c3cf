package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;

/// Rows over REST: every answer a real client insists on.
@Serves({
    "POST sobjects/{}",
    "GET sobjects/{}/{}",
    "PATCH sobjects/{}/{}",
    "DELETE sobjects/{}/{}",
    "PATCH sobjects/{}/{}/{}",
    "GET sobjects/{}/{}/{}"
})
class RestRowsTest {
    private static final String SOBJECTS = "/services/data/v66.0/sobjects/";
    private static Emulator emulator;
    private static Client client;

    @BeforeAll
    static void start() {
        var invoice =
                ObjectType.custom(
                        "Invoice__c",
                        "a01",
                        List.of(
                                Field.text("Number__c", "Number", 20)
                                        .with(Field.Trait.EXTERNAL_ID, Field.Trait.UNIQUE),
                                Field.text("Batch__c", "Batch", 20).with(Field.Trait.EXTERNAL_ID),
                                Field.number("Total__c", "Total", 2),
                                Field.lookup("Account__c", "Account", "Account__r", "Account")));
        emulator = Emulator.start(EmulatorOptions.defaults().withObjects(List.of(invoice)));
        client = Client.loggedIn(emulator);
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    @Nested
    class Create {
        @Test
        void answersTheIdAndWhereItIs() {
            var answer = client.post(SOBJECTS + "Account/", "{\"Name\":\"Acme\"}");

            var id = Client.json(answer).get("id").asString();
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.body())
                    .isEqualTo("{\"id\":\"" + id + "\",\"success\":true,\"errors\":[]}");
            assertThat(id).hasSize(18).startsWith("001");
            assertThat(answer.headers().firstValue("Location"))
                    .contains("/services/data/v66.0/sobjects/Account/" + id);
        }

        @Test
        void ignoresNullAttributesAndNullFields() {
            var answer =
                    client.post(
                            SOBJECTS + "Account",
                            "{\"attributes\":{\"referenceId\":null,\"type\":\"Account\",\"url\":null},"
                                + "\"Id\":null,\"OwnerId\":null,\"CreatedDate\":null,"
                                + "\"IsDeleted\":null,\"Name\":\"Camel\"}");

            assertThat(answer.statusCode()).isEqualTo(201);
        }

        @Test
        void namesTheFieldsThatAreMissing() {
            var answer = client.post(SOBJECTS + "Lead", "{\"FirstName\":\"Ada\"}");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .isEqualTo(
                            "[{\"message\":\"Required fields are missing: [LastName, Company]\","
                                    + "\"errorCode\":\"REQUIRED_FIELD_MISSING\","
                                    + "\"fields\":[\"LastName\",\"Company\"]}]");
        }

        @Test
        void refusesWhatDoesNotFit() {
            assertThat(client.post(SOBJECTS + "Account", "{\"Name\":\"A\",\"Nope\":1}").body())
                    .isEqualTo(
                            "[{\"message\":\"No such column 'Nope' on sobject of type Account\","
                                    + "\"errorCode\":\"INVALID_FIELD\"}]");
            assertThat(
                            client.post(
                                            SOBJECTS + "Account",
                                            "{\"Name\":\"A\",\"Site\":\"" + "x".repeat(81) + "\"}")
                                    .body())
                    .contains(
                            "data value too large",
                            "(max length=80)",
                            "STRING_TOO_LONG",
                            "[\"Site\"]");
            assertThat(
                            client.post(
                                            SOBJECTS + "Contact",
                                            "{\"LastName\":\"A\",\"Email\":\"no\"}")
                                    .body())
                    .contains("INVALID_EMAIL_ADDRESS", "invalid email address: no");
            assertThat(
                            client.post(
                                            SOBJECTS + "Account",
                                            "{\"Name\":\"A\",\"AnnualRevenue\":\"many\"}")
                                    .body())
                    .contains(
                            "JSON_PARSER_ERROR",
                            "Cannot deserialize instance of currency from VALUE_STRING value many");
            assertThat(client.post(SOBJECTS + "Account", "{\"Name\":").body())
                    .contains("JSON_PARSER_ERROR", "[line:1, column:");
            assertThat(
                            client.post(
                                            SOBJECTS + "Contact",
                                            "{\"LastName\":\"A\",\"AccountId\":\"003Hr0000000001\"}")
                                    .body())
                    .contains(
                            "FIELD_INTEGRITY_EXCEPTION",
                            "Account ID: id value of incorrect type: 003Hr0000000001");
            assertThat(
                            client.post(
                                            SOBJECTS + "Account",
                                            "{\"Name\":\"A\",\"SystemModstamp\":\"2020-01-01\"}")
                                    .body())
                    .contains(
                            "INVALID_FIELD_FOR_INSERT_UPDATE",
                            "Unable to create/update fields: SystemModstamp.");
        }

        @Test
        void saysNotFoundForAnUnknownObject() {
            var answer = client.post(SOBJECTS + "Nope", "{}");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body())
                    .isEqualTo(
                            "[{\"message\":\"The requested resource does not exist\","
                                    + "\"errorCode\":\"NOT_FOUND\"}]");
        }
    }

    @Nested
    class Retrieve {
        @Test
        void takesBothFormsOfTheId() {
            var id = client.create("Account", "{\"Name\":\"Both\",\"NumberOfEmployees\":5}");

            var by18 = Client.json(client.get(SOBJECTS + "Account/" + id));
            var by15 = Client.json(client.get(SOBJECTS + "account/" + id.substring(0, 15)));

            assertThat(by15).isEqualTo(by18);
            assertThat(by18.get("attributes").get("url").asString())
                    .isEqualTo("/services/data/v66.0/sobjects/Account/" + id);
            assertThat(by18.get("NumberOfEmployees").asInt()).isEqualTo(5);
            assertThat(by18.get("CreatedDate").asString())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000\\+0000");
        }

        @Test
        void givesOnlyTheFieldsAskedFor() {
            var id = client.create("Contact", "{\"LastName\":\"Lovelace\",\"FirstName\":\"Ada\"}");

            var answer = client.get(SOBJECTS + "Contact/" + id + "?fields=Name,Email");

            assertThat(answer.body())
                    .isEqualTo(
                            "{\"attributes\":{\"type\":\"Contact\",\"url\":\""
                                    + SOBJECTS
                                    + "Contact/"
                                    + id
                                    + "\"},\"Name\":\"Ada Lovelace\",\"Email\":null,\"Id\":\""
                                    + id
                                    + "\"}");
        }
    }

    @Nested
    class Change {
        @Test
        void updatesByPatchOrByPostWithTheMethodInTheQuery() {
            var id = client.create("Account", "{\"Name\":\"Old\",\"Phone\":\"1\"}");

            var patched = client.patch(SOBJECTS + "Account/" + id, "{\"Name\":\"New\"}");
            var posted =
                    client.post(
                            SOBJECTS + "Account/" + id + "?_HttpMethod=PATCH", "{\"Phone\":null}");

            assertThat(patched.statusCode()).isEqualTo(204);
            assertThat(patched.body()).isEmpty();
            assertThat(posted.statusCode()).isEqualTo(204);
            var row = Client.json(client.get(SOBJECTS + "Account/" + id));
            assertThat(row.get("Name").asString()).isEqualTo("New");
            assertThat(row.get("Phone").isNull()).isTrue();
        }

        @Test
        void tellsADeletedRowFromOneThatNeverWas() {
            var id = client.create("Account", "{\"Name\":\"Gone\"}");

            assertThat(client.delete(SOBJECTS + "Account/" + id).statusCode()).isEqualTo(204);

            assertThat(client.get(SOBJECTS + "Account/" + id).statusCode()).isEqualTo(404);
            assertThat(client.get(SOBJECTS + "Account/" + id).body()).contains("NOT_FOUND");
            assertThat(client.delete(SOBJECTS + "Account/" + id).body())
                    .isEqualTo(
                            "[{\"message\":\"entity is"
                                + " deleted\",\"errorCode\":\"ENTITY_IS_DELETED\",\"fields\":[]}]");
            assertThat(client.patch(SOBJECTS + "Account/001Hr0zzzzzzzzz", "{}").body())
                    .contains("NOT_FOUND");
        }

        @Test
        void upsertsByExternalId() {
            var path = SOBJECTS + "Invoice__c/Number__c/2026%2F1";

            var made = client.patch(path, "{\"Total__c\":12.5}");
            var changed = client.patch(path, "{\"Total__c\":13}");

            assertThat(made.statusCode()).isEqualTo(201);
            assertThat(Client.json(made).get("created").asBoolean()).isTrue();
            assertThat(changed.statusCode()).isEqualTo(200);
            assertThat(Client.json(changed).get("created").asBoolean()).isFalse();
            assertThat(Client.json(client.get(path)).get("Number__c").asString())
                    .isEqualTo("2026/1");
            assertThat(client.delete(path).statusCode()).isEqualTo(204);
            assertThat(client.get(path).statusCode()).isEqualTo(404);
        }

        @Test
        void offersTheChoiceWhenSeveralRowsMatch() {
            var first = client.create("Invoice__c", "{\"Batch__c\":\"b7\"}");
            var second = client.create("Invoice__c", "{\"Batch__c\":\"B7\"}");

            var answer = client.patch(SOBJECTS + "Invoice__c/Batch__c/b7", "{\"Total__c\":1}");

            assertThat(answer.statusCode()).isEqualTo(300);
            assertThat(answer.body())
                    .isEqualTo(
                            "[\""
                                    + SOBJECTS
                                    + "Invoice__c/"
                                    + first
                                    + "\",\""
                                    + SOBJECTS
                                    + "Invoice__c/"
                                    + second
                                    + "\"]");
        }

        @Test
        void keepsUniqueValuesUnique() {
            var id = client.create("Invoice__c", "{\"Number__c\":\"U1\"}");

            var answer = client.post(SOBJECTS + "Invoice__c", "{\"Number__c\":\"u1\"}");

            assertThat(answer.body())
                    .contains(
                            "DUPLICATE_VALUE",
                            "Number__c duplicates value on record with id: " + id.substring(0, 15));
        }

        @Test
        void findsAParentByItsExternalId() {
            var parent = client.create("Account", "{\"Name\":\"Parent by name\"}");

            var id = client.create("Invoice__c", "{\"Account__r\":{\"Name\":\"Parent by name\"}}");

            assertThat(
                            Client.json(client.get(SOBJECTS + "Invoice__c/" + id))
                                    .get("Account__c")
                                    .asString())
                    .isEqualTo(parent);
        }
    }

    @Test
    void saysWhereJsonBreaksOff() {
        assertThat(client.post(SOBJECTS + "Account", "{\"Name\":\"x\"").body())
                .isEqualTo(
                        "[{\"message\":\"Unexpected end-of-input: expected close marker for Object"
                                + " at [line:1, column:12]\","
                                + "\"errorCode\":\"JSON_PARSER_ERROR\"}]");
    }

    @Test
    void admitsThatPagesOfObjectsAreNotThere() {
        for (var path : List.of("listviews", "quickActions", "describe/layouts")) {
            var answer = client.get(SOBJECTS + "Account/" + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(501);
            assertThat(answer.body()).contains("A layout, list view or quick action is not");
        }
    }
}
