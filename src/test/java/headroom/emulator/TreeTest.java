package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `composite/tree`: parents with their children, all or none.
@Serves(
        value = "POST composite/tree/{}",
        approximate = "JSON only; texts of refusals of too large trees are assumed.")
class TreeTest {
    private static Emulator emulator;
    private static Client client;

    @BeforeAll
    static void start() {
        emulator = Emulator.start(EmulatorOptions.defaults());
        client = Client.loggedIn(emulator);
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    private static HttpResponse<String> plant(String... records) {
        return client.post(
                "/services/data/v66.0/composite/tree/Account/",
                "{\"records\":[" + String.join(",", records) + "]}");
    }

    private static String account(String referenceId, String more) {
        return "{\"attributes\":{\"type\":\"Account\",\"referenceId\":\"%s\"},\"name\":\"Tree\"%s}"
                .formatted(referenceId, more);
    }

    private static String contact(String referenceId, String more) {
        return "{\"attributes\":{\"type\":\"Contact\",\"referenceId\":\"%s\"},\"lastname\":\"Leaf\"%s}"
                .formatted(referenceId, more);
    }

    private static String contacts(String... records) {
        return ",\"Contacts\":{\"records\":[" + String.join(",", records) + "]}";
    }

    @Test
    void answersLevelByLevel() {
        var answer =
                plant(
                        account("ref1", contacts(contact("ref2", ""), contact("ref3", ""))),
                        account("ref4", ""));

        var results = Client.json(answer).get("results");
        var ids =
                IntStream.range(0, 4).mapToObj(i -> results.get(i).get("id").asString()).toArray();
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"hasErrors\":false,\"results\":[{\"referenceId\":\"ref1\",\"id\":\"%s\"},{\"referenceId\":\"ref4\",\"id\":\"%s\"},{\"referenceId\":\"ref2\",\"id\":\"%s\"},{\"referenceId\":\"ref3\",\"id\":\"%s\"}]}"
                                .formatted(ids));
        assertThat(
                        Client.json(client.get("/services/data/v66.0/sobjects/Contact/" + ids[2]))
                                .get("AccountId")
                                .asString())
                .isEqualTo(ids[0]);
    }

    @Test
    void tellsOnlyTheFailureAndKeepsNothing() {
        var before = client.query("SELECT COUNT() FROM Account").body();

        var answer =
                plant(
                        account("ref1", contacts(contact("ref2", ",\"email\":\"123\""))),
                        account("ref4", ""));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"hasErrors\":true,\"results\":[{\"referenceId\":\"ref2\",\"errors\":[{\"statusCode\":\"INVALID_EMAIL_ADDRESS\",\"message\":\"Email:"
                            + " invalid email address: 123\",\"fields\":[\"Email\"]}]}]}");
        assertThat(client.query("SELECT COUNT() FROM Account").body()).isEqualTo(before);
    }

    @Test
    void wantsEachReferenceIdOnce() {
        assertThat(plant(account("same", ""), account("same", "")).body())
                .isEqualTo(
                        "{\"hasErrors\":true,\"results\":[%1$s,%1$s]}"
                                .formatted(
                                        "{\"referenceId\":\"same\",\"errors\":[{\"statusCode\":\"INVALID_INPUT\",\"message\":\"Duplicate"
                                            + " ReferenceId provided in the"
                                            + " request.\",\"fields\":[]}]}"));
        assertThat(plant("{\"attributes\":{\"type\":\"Account\"},\"name\":\"x\"}").body())
                .isEqualTo(
                        "[{\"message\":\"Include a reference ID for each record in the request.\","
                                + "\"errorCode\":\"INVALID_INPUT\"}]");
        assertThat(plant("{\"attributes\":{\"referenceId\":\"r\"},\"name\":\"x\"}").body())
                .contains("Include an entity type for each record in the request.");
    }

    @Test
    void holdsUpToTwoHundredRecordsInFiveLevels() {
        var many =
                IntStream.range(0, 201).mapToObj(i -> account("r" + i, "")).toArray(String[]::new);
        var deep = account("d5", "");
        for (var level = 4; level >= 1; level--) {
            deep = account("d" + level, ",\"ChildAccounts\":{\"records\":[" + deep + "]}");
        }
        var deeper = account("d0", ",\"ChildAccounts\":{\"records\":[" + deep + "]}");

        assertThat(plant(java.util.Arrays.copyOf(many, 200)).statusCode()).isEqualTo(201);
        assertThat(plant(many).statusCode()).isEqualTo(400);
        assertThat(plant(deep).statusCode()).isEqualTo(201);
        assertThat(plant(deeper).body()).contains("levels");
    }

    @Test
    void namesTheRecordWhoseFieldOrRelationshipDoesNotExist() {
        var answer =
                plant(account("a", ",\"Nope__c\":1"), account("b", ",\"Nopes\":{\"records\":[]}"));

        var results = Client.json(answer).get("results");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(
                        IntStream.range(0, 2)
                                .mapToObj(i -> results.get(i).toString())
                                .collect(Collectors.joining()))
                .contains("\"a\"", "\"b\"", "INVALID_FIELD", "No such relation 'Nopes'");
    }
}
