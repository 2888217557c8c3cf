package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// sObject Collections: the rules that merging single writes rests on.
@Serves(
        value = {
            "POST composite/sobjects",
            "PATCH composite/sobjects",
            "DELETE composite/sobjects",
            "PATCH composite/sobjects/{}/{}"
        },
        approximate =
                "The code of the refusal of an eleventh chunk, and of a record without a type, is"
                        + " assumed.")
class CollectionsTest {
    private static final String ROWS = "/services/data/v66.0/composite/sobjects";
    private static final String TAKEN_BACK =
            "\"success\":false,\"errors\":[{\"statusCode\":"
                    + "\"ALL_OR_NONE_OPERATION_ROLLED_BACK\",\"message\":\"Record rolled back"
                    + " because not all records were valid and the request was using AllOrNone"
                    + " header\",\"fields\":[]}]}";
    private static Emulator emulator;
    private static Client client;

    @BeforeAll
    static void start() {
        var part =
                ObjectType.custom(
                        "Part__c",
                        "a02",
                        List.of(Field.text("Key__c", "Key", 20).with(Field.Trait.EXTERNAL_ID)));
        emulator = Emulator.start(EmulatorOptions.defaults().withObjects(List.of(part)));
        client = Client.loggedIn(emulator);
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    private static HttpResponse<String> create(boolean allOrNone, String... records) {
        return client.post(ROWS, body(allOrNone, records));
    }

    private static HttpResponse<String> update(boolean allOrNone, String... records) {
        return client.patch(ROWS, body(allOrNone, records));
    }

    private static String body(boolean allOrNone, String... records) {
        return "{\"allOrNone\":%s,\"records\":[%s]}"
                .formatted(allOrNone, String.join(",", records));
    }

    private static String account(String fields) {
        return "{\"attributes\":{\"type\":\"Account\"}," + fields + "}";
    }

    private static String contact(String fields) {
        return "{\"attributes\":{\"type\":\"Contact\"}," + fields + "}";
    }

    private static String name(String id) {
        return Client.json(client.get("/services/data/v66.0/sobjects/Account/" + id))
                .get("Name")
                .asString();
    }

    @Nested
    class Create {
        @Test
        void answersInTheOrderOfTheRecords() {
            var answer =
                    create(
                            false,
                            account("\"Name\":\"example.com\",\"BillingCity\":\"San Francisco\""),
                            contact("\"LastName\":\"Johnson\",\"FirstName\":\"Erica\""));

            var list = Client.json(answer);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .isEqualTo(
                            "[{\"id\":\"%s\",\"success\":true,\"errors\":[]},{\"id\":\"%s\",\"success\":true,\"errors\":[]}]"
                                    .formatted(
                                            list.get(0).get("id").asString(),
                                            list.get(1).get("id").asString()));
            assertThat(list.get(1).get("id").asString()).startsWith("003");
        }

        @Test
        void tellsEachFailureByStatusCode() {
            var answer =
                    create(
                            false,
                            contact("\"LastName\":\"A\",\"Email\":\"no\""),
                            account("\"Name\":\"Fine\""));

            var list = Client.json(answer);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(list.get(0).toString())
                    .isEqualTo(
                            "{\"success\":false,\"errors\":[{\"statusCode\":\"INVALID_EMAIL_ADDRESS\",\"message\":\"Email:"
                                + " invalid email address: no\",\"fields\":[\"Email\"]}]}");
            assertThat(list.get(1).get("success").asBoolean()).isTrue();
        }

        @Test
        void takesAllBackIfAskedTo() {
            var before = client.query("SELECT COUNT() FROM Account").body();

            var answer = create(true, account("\"Name\":\"Good\""), account("\"Name\":null"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Client.json(answer).get(0).toString()).isEqualTo("{" + TAKEN_BACK);
            assertThat(answer.body()).contains("REQUIRED_FIELD_MISSING");
            assertThat(client.query("SELECT COUNT() FROM Account").body()).isEqualTo(before);
        }

        @Test
        void takesTwoHundredAndRefusesOneMore() {
            var records =
                    IntStream.range(0, 201)
                            .mapToObj(i -> account("\"Name\":\"Row " + i + "\""))
                            .toArray(String[]::new);

            var full = create(false, java.util.Arrays.copyOf(records, 200));
            var over = create(false, records);

            assertThat(Client.json(full)).hasSize(200);
            assertThat(over.statusCode()).isEqualTo(400);
            assertThat(over.body())
                    .isEqualTo(
                            "[{\"message\":\"record limit reached. cannot submit more than 200"
                                    + " records into this"
                                    + " call\",\"errorCode\":\"EXCEEDED_ID_LIMIT\"}]");
        }

        @Test
        void takesTenChunksOfTypesAndRefusesEleven() {
            var records =
                    IntStream.range(0, 11)
                            .mapToObj(i ->
                                    i % 2 == 0
                                            ? account("\"Name\":\"A\"")
                                            : contact("\"LastName\":\"C\""))
                            .toArray(String[]::new);

            var ten = create(false, java.util.Arrays.copyOf(records, 10));
            var eleven = create(false, records);

            assertThat(ten.statusCode()).isEqualTo(200);
            assertThat(eleven.statusCode()).isEqualTo(400);
            assertThat(eleven.body())
                    .contains(
                            "Cannot have more than 10 chunks in a single operation. Please"
                                    + " rearrange the data to reduce chunking.");
        }

        @Test
        void refusesTheWholeCallForWhatItCannotRead() {
            assertThat(create(false, account("\"Name\":\"A\",\"Nope__c\":1")).body())
                    .isEqualTo(
                            "[{\"message\":\"No such column 'Nope__c' on sobject of type Account\","
                                    + "\"errorCode\":\"INVALID_FIELD\"}]");
            assertThat(create(false, "{\"Name\":\"A\"}").body())
                    .isEqualTo(
                            "[{\"message\":\"Include an entity type for each record in the"
                                    + " request.\",\"errorCode\":\"INVALID_INPUT\"}]");
            assertThat(create(false, "{\"attributes\":{\"type\":\"Nope\"}}").body())
                    .contains("INVALID_TYPE");
            assertThat(client.post(ROWS, "{\"records\":{}}").body()).contains("JSON_PARSER_ERROR");
            assertThat(client.post(ROWS, "[]").body()).contains("JSON_PARSER_ERROR");
            assertThat(client.post(ROWS, "{}").statusCode()).isEqualTo(400);
        }
    }

    @Nested
    class Update {
        @Test
        void takesTheIdInAnyCase() {
            var first = client.create("Account", "{\"Name\":\"One\"}");
            var second = client.create("Account", "{\"Name\":\"Two\"}");

            var answer =
                    update(
                            false,
                            account("\"id\":\"" + first + "\",\"Name\":\"1\""),
                            account("\"Id\":\"" + second.substring(0, 15) + "\",\"Name\":\"2\""));

            assertThat(answer.body())
                    .isEqualTo(
                            "[{\"id\":\"%s\",\"success\":true,\"errors\":[]},{\"id\":\"%s\",\"success\":true,\"errors\":[]}]"
                                    .formatted(first, second));
            assertThat(name(first)).isEqualTo("1");
            assertThat(name(second)).isEqualTo("2");
        }

        @Test
        void keepsTheIdOfWhatIsTakenBack() {
            var id = client.create("Account", "{\"Name\":\"Kept\"}");

            var answer =
                    update(
                            true,
                            account("\"id\":\"" + id + "\",\"NumberOfEmployees\":27000"),
                            contact("\"id\":\"001xx000003DGb2999\",\"Title\":\"Lead Engineer\""));

            assertThat(answer.body())
                    .isEqualTo(
                            "[{\"id\":\"%s\",%s,{\"success\":false,\"errors\":[{\"statusCode\":\"MALFORMED_ID\",\"message\":\"Contact ID: id value of incorrect type: 001xx000003DGb2999\",\"fields\":[\"Id\"]}]}]"
                                    .formatted(id, TAKEN_BACK));
        }

        @Test
        void refusesEveryRowOfAnIdGivenTwice() {
            var twice = client.create("Account", "{\"Name\":\"Twice\"}");
            var once = client.create("Account", "{\"Name\":\"Once\"}");

            var answer =
                    update(
                            false,
                            account("\"id\":\"" + twice + "\",\"Name\":\"a\""),
                            account("\"id\":\"" + once + "\",\"Name\":\"b\""),
                            account("\"id\":\"" + twice.substring(0, 15) + "\",\"Name\":\"c\""));

            var list = Client.json(answer);
            assertThat(list.get(0).toString())
                    .contains("DUPLICATE_VALUE", "Duplicate id specified: " + twice);
            assertThat(list.get(1).get("success").asBoolean()).isTrue();
            assertThat(list.get(2).get("success").asBoolean()).isFalse();
            assertThat(name(twice)).isEqualTo("Twice");
        }

        @Test
        void saysWhatIsWrongWithAnId() {
            var gone = client.create("Account", "{\"Name\":\"Gone\"}");
            client.delete("/services/data/v66.0/sobjects/Account/" + gone);

            var list =
                    Client.json(
                            update(
                                    false,
                                    account("\"Name\":\"no id\""),
                                    account("\"id\":\"001Hr0zzzzzzzzz\",\"Name\":\"unknown\""),
                                    account("\"id\":\"" + gone + "\",\"Name\":\"deleted\"")));

            assertThat(list.get(0).toString()).contains("MISSING_ARGUMENT", "Id not specified");
            assertThat(list.get(1).toString()).contains("INVALID_CROSS_REFERENCE_KEY");
            assertThat(list.get(2).toString()).contains("ENTITY_IS_DELETED");
        }
    }

    @Nested
    class Upsert {
        @Test
        void saysWhatItCreated() {
            var path = ROWS + "/Part__c/Key__c";
            var part = "{\"attributes\":{\"type\":\"Part__c\"},\"Key__c\":\"%s\"}";
            client.patch(path, body(false, part.formatted("k1")));

            var answer =
                    client.patch(path, body(false, part.formatted("k1"), part.formatted("k2")));

            var list = Client.json(answer);
            assertThat(list.get(0).toString())
                    .isEqualTo(
                            "{\"id\":\"%s\",\"success\":true,\"errors\":[],\"created\":false}"
                                    .formatted(list.get(0).get("id").asString()));
            assertThat(list.get(1).get("created").asBoolean()).isTrue();
        }

        @Test
        void refusesKeysGivenTwiceOrNotAtAll() {
            var path = ROWS + "/Part__c/Key__c";
            var part = "{\"attributes\":{\"type\":\"Part__c\"},\"Key__c\":\"%s\"}";

            var list =
                    Client.json(
                            client.patch(
                                    path,
                                    body(
                                            false,
                                            part.formatted("dup"),
                                            part.formatted("DUP"),
                                            "{\"attributes\":{\"type\":\"Part__c\"}}")));

            assertThat(list.get(0).toString()).contains("Duplicate external id specified: dup");
            assertThat(list.get(1).get("success").asBoolean()).isFalse();
            assertThat(list.get(2).toString()).contains("MISSING_ARGUMENT", "Key__c not specified");
        }

        @Test
        void takesIdAsTheExternalId() {
            var id = client.create("Account", "{\"Name\":\"ById\"}");

            var answer =
                    client.patch(
                            ROWS + "/Account/Id",
                            body(
                                    false,
                                    account("\"Id\":\"" + id + "\",\"Name\":\"Changed\""),
                                    account("\"Name\":\"New\"")));

            assertThat(Client.json(answer).get(0).get("created").asBoolean()).isFalse();
            assertThat(Client.json(answer).get(1).get("created").asBoolean()).isTrue();
            assertThat(name(id)).isEqualTo("Changed");
        }

        @Test
        void knowsOnlyExternalIdFields() {
            var answer = client.patch(ROWS + "/Account/Phone", body(false));

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body())
                    .contains("Provided external ID field does not exist or is not accessible");
        }
    }

    @Nested
    class Delete {
        @Test
        void deletesMixedTypes() {
            var account = client.create("Account", "{\"Name\":\"Del\"}");
            var contact = client.create("Contact", "{\"LastName\":\"Del\"}");

            var answer =
                    client.delete(ROWS + "?ids=" + account + "," + contact + "&allOrNone=false");

            assertThat(answer.body())
                    .isEqualTo(
                            "[{\"id\":\"%s\",\"success\":true,\"errors\":[]},{\"id\":\"%s\",\"success\":true,\"errors\":[]}]"
                                    .formatted(account, contact));
        }

        @Test
        void takesAllBackIfAskedTo() {
            var id = client.create("Account", "{\"Name\":\"Stays\"}");

            var answer = client.delete(ROWS + "?ids=" + id + ",001RM000003oLrB000&allOrNone=true");

            assertThat(answer.body())
                    .isEqualTo(
                            "[{\"id\":\"%s\",%s,{\"success\":false,\"errors\":[{\"statusCode\":\"MALFORMED_ID\",\"message\":\"malformed id 001RM000003oLrB000\",\"fields\":[]}]}]"
                                    .formatted(id, TAKEN_BACK));
            assertThat(name(id)).isEqualTo("Stays");
        }

        @Test
        void needsIdsAndNotTooMany() {
            assertThat(client.delete(ROWS).statusCode()).isEqualTo(400);
            assertThat(client.delete(ROWS + "?ids=" + ids(201)).body())
                    .contains("EXCEEDED_ID_LIMIT");
        }
    }

    private static String ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format("001Hr0%09d", i))
                .collect(Collectors.joining(","));
    }
}
