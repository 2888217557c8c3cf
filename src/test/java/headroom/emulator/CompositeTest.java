package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `composite`: a series of requests in one call.
@Serves(
        value = {"GET composite", "POST composite"},
        approximate =
                "Collated subrequests run next to each other, one after the other: triggers see"
                        + " each alone. Texts of refusals of too many subrequests are assumed.")
class CompositeTest {
    private static final String ROOT = "/services/data/v66.0";
    private static final String ROLLED_BACK =
            "[{\"errorCode\":\"PROCESSING_HALTED\",\"message\":\"The transaction was rolled back"
                    + " since another operation in the same transaction failed.\"}]";
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

    private static HttpResponse<String> run(String flags, String... requests) {
        return runAs("v66.0", flags, requests);
    }

    private static HttpResponse<String> runAs(String version, String flags, String... requests) {
        return client.post(
                "/services/data/" + version + "/composite",
                "{" + flags + "\"compositeRequest\":[" + String.join(",", requests) + "]}");
    }

    private static String post(String referenceId, String object, String body) {
        return "{\"method\":\"POST\",\"url\":\"%s/sobjects/%s\",\"referenceId\":\"%s\",\"body\":%s}"
                .formatted(ROOT, object, referenceId, body);
    }

    private static String get(String referenceId, String url) {
        return "{\"method\":\"GET\",\"url\":\"%s\",\"referenceId\":\"%s\"}"
                .formatted(ROOT + url, referenceId);
    }

    private static int count(String object, String name) {
        return Client.json(
                        client.query("SELECT Id FROM " + object + " WHERE Name = '" + name + "'"))
                .get("totalSize")
                .asInt();
    }

    @Test
    void listsWhatBelongsToIt() {
        assertThat(client.get(ROOT + "/composite/").body())
                .isEqualTo(
                        "{\"tree\":\"/services/data/v66.0/composite/tree\","
                                + "\"batch\":\"/services/data/v66.0/composite/batch\","
                                + "\"sobjects\":\"/services/data/v66.0/composite/sobjects\","
                                + "\"graph\":\"/services/data/v66.0/composite/graph\"}");
    }

    @Test
    void passesValuesOnByReference() {
        var answer =
                run(
                        "",
                        post("refAccount", "Account", "{\"Name\":\"Sample Account\"}"),
                        post(
                                "refContact",
                                "Contact",
                                "{\"LastName\":\"Sample"
                                        + " Contact\",\"AccountId\":\"@{refAccount.id}\"}"),
                        get("info", "/sobjects/Contact/@{refContact.id}?fields=AccountId"),
                        get(
                                "list",
                                "/query?q=SELECT+Id+FROM+Contact+WHERE+AccountId='@{refAccount.id}'"),
                        get("first", "/sobjects/Contact/@{list.records[0].Id}?fields=Name"));

        var all = Client.json(answer).get("compositeResponse");
        var account = all.get(0).get("body").get("id").asString();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(all.get(0).toString())
                .isEqualTo(
                        "{\"body\":{\"id\":\"%1$s\",\"success\":true,\"errors\":[]},\"httpHeaders\":{\"Location\":\"/services/data/v66.0/sobjects/Account/%1$s\"},\"httpStatusCode\":201,\"referenceId\":\"refAccount\"}"
                                .formatted(account));
        assertThat(all.get(2).get("body").get("AccountId").asString()).isEqualTo(account);
        assertThat(all.get(2).get("httpHeaders").size()).isZero();
        assertThat(all.get(3).get("body").get("totalSize").asInt()).isEqualTo(1);
        assertThat(all.get(4).get("body").get("Name").asString()).isEqualTo("Sample Contact");
        assertThat(emulator.books().totalCharge()).isPositive();
    }

    @Test
    void countsAsOneCall() {
        var before = emulator.books().totalCharge();

        run("", get("a", "/sobjects/Account/describe"), get("b", "/sobjects/Contact/describe"));

        assertThat(emulator.books().totalCharge()).isEqualTo(before + 1);
    }

    @Test
    void tellsErrorsOfSubrequestsInTheirPlace() {
        var answer =
                run(
                        "",
                        get("ref0", "/sobjects/Account/001Hr0zzzzzzzzz"),
                        post("ref1", "Account", "{\"Name\":\"After\"}"),
                        post(
                                "badContact",
                                "Contact",
                                "{\"LastName\":\"A\",\"Email\":\"Not a real email address\"}"));

        var all = Client.json(answer).get("compositeResponse");
        assertThat(all.get(0).toString())
                .isEqualTo(
                        "{\"body\":[{\"message\":\"The requested resource does not"
                            + " exist\",\"errorCode\":\"NOT_FOUND\"}],\"httpHeaders\":{},\"httpStatusCode\":404,\"referenceId\":\"ref0\"}");
        assertThat(all.get(1).get("httpStatusCode").asInt()).isEqualTo(201);
        assertThat(all.get(2).toString())
                .isEqualTo(
                        "{\"body\":[{\"message\":\"Email: invalid email address: Not a real email"
                            + " address\",\"errorCode\":\"INVALID_EMAIL_ADDRESS\",\"fields\":[\"Email\"]}],\"httpHeaders\":{},\"httpStatusCode\":400,\"referenceId\":\"badContact\"}");
    }

    @Test
    void doesNotRunWhatRefersToAFailure() {
        var answer =
                run(
                        "\"allOrNone\":false,",
                        post("a", "Account", "{}"),
                        post("c", "Contact", "{\"LastName\":\"Lost\",\"AccountId\":\"@{a.id}\"}"),
                        post("d", "Account", "{\"Name\":\"Independent\"}"));

        var all = Client.json(answer).get("compositeResponse");
        assertThat(all.get(1).get("httpStatusCode").asInt()).isEqualTo(400);
        assertThat(all.get(1).get("body").get(0).get("errorCode").asString())
                .isEqualTo("PROCESSING_HALTED");
        assertThat(all.get(1).get("body").get(0).get("message").asString())
                .isEqualTo(
                        "Invalid reference specified. No value for a.id found in a. Provided"
                            + " referenceId ('a.id') must start with a letter or a number, and it"
                            + " can contain only letters, numbers and underscores ('_').");
        assertThat(all.get(2).get("httpStatusCode").asInt()).isEqualTo(201);
        assertThat(count("Contact", "Lost")).isZero();
    }

    @Test
    void takesEverythingBackIfAskedTo() {
        var answer =
                run(
                        "\"allOrNone\":true,",
                        post("a", "Account", "{\"Name\":\"Undone\"}"),
                        get("g", "/query?q=SELECT+Id+FROM+Account+LIMIT+1"),
                        post("b", "Account", "{\"XName\":\"Bad\"}"),
                        post("c", "Account", "{\"Name\":\"Undone\"}"));

        var all = Client.json(answer).get("compositeResponse");
        assertThat(answer.statusCode()).isEqualTo(200);
        for (var place : new int[] {0, 1, 3}) {
            assertThat(all.get(place).get("httpStatusCode").asInt()).isEqualTo(400);
            assertThat(all.get(place).get("body").toString()).isEqualTo(ROLLED_BACK);
        }
        assertThat(all.get(2).get("body").toString())
                .isEqualTo(
                        "[{\"message\":\"No such column 'XName' on sobject of type Account\","
                                + "\"errorCode\":\"INVALID_FIELD\"}]");
        assertThat(count("Account", "Undone")).isZero();
    }

    @Test
    void aFailedRowOfACollectionTakesAllBackButTheCollectionsAnswerStays() {
        var collection =
                "{\"method\":\"POST\",\"url\":\"%s/composite/sobjects\",\"referenceId\":\"newAccounts\",\"body\":{\"allOrNone\":false,\"records\":[{\"attributes\":{\"type\":\"Account\"},\"Name\":\"Northern\"},{\"attributes\":{\"type\":\"Account\"}}]}}"
                        .formatted(ROOT);

        var answer =
                run(
                        "\"allOrNone\":true,\"collateSubrequests\":false,",
                        collection,
                        post("newContact", "Contact", "{\"LastName\":\"Smith\"}"));

        var all = Client.json(answer).get("compositeResponse");
        assertThat(all.get(0).get("httpStatusCode").asInt()).isEqualTo(200);
        assertThat(all.get(0).get("body").get(0).get("success").asBoolean()).isTrue();
        assertThat(all.get(0).get("body").get(1).get("success").asBoolean()).isFalse();
        assertThat(all.get(1).get("body").toString()).isEqualTo(ROLLED_BACK);
        assertThat(count("Account", "Northern")).isZero();
    }

    @Test
    void collatesUnlessTold() {
        var requests =
                new String[] {
                    post("first", "Account", "{\"Name\":\"Collated\"}"),
                    get("between", "/query?q=SELECT+Id+FROM+Account+WHERE+Name='Collated'"),
                    post("last", "Account", "{\"Name\":\"Collated\"}")
                };

        var collated = Client.json(run("", requests)).get("compositeResponse");
        var inOrder =
                Client.json(run("\"collateSubrequests\":false,", requests))
                        .get("compositeResponse");
        var old = Client.json(runAs("v47.0", "", requests)).get("compositeResponse");

        assertThat(collated.get(1).get("referenceId").asString()).isEqualTo("between");
        assertThat(collated.get(1).get("body").get("totalSize").asInt()).isEqualTo(2);
        assertThat(inOrder.get(1).get("body").get("totalSize").asInt()).isEqualTo(3);
        assertThat(old.get(1).get("body").get("totalSize").asInt()).isEqualTo(5);
    }

    @Test
    void keepsReferencesAndHeadersInOrderWhenItCollates() {
        var withHeader =
                "{\"method\":\"POST\",\"url\":\"%s/sobjects/Account\",\"referenceId\":\"h\",\"httpHeaders\":{\"Sforce-Auto-Assign\":\"FALSE\"},\"body\":{\"Name\":\"Ordered\"}}"
                        .formatted(ROOT);

        var all =
                Client.json(
                                run(
                                        "",
                                        post("a", "Account", "{\"Name\":\"Ordered\"}"),
                                        get(
                                                "q",
                                                "/query?q=SELECT+Id+FROM+Account+WHERE+Name='Ordered'"),
                                        withHeader,
                                        post(
                                                "c",
                                                "Contact",
                                                "{\"LastName\":\"@{q.records[0].Id}\"}")))
                        .get("compositeResponse");

        assertThat(all.get(1).get("body").get("totalSize").asInt()).isEqualTo(1);
        assertThat(all.get(3).get("httpStatusCode").asInt()).isEqualTo(201);
    }

    @Test
    void givesHeadersOnAndBack() {
        var id = client.create("Account", "{\"Name\":\"Tagged\"}");
        var conditional =
                "{\"method\":\"GET\",\"url\":\"%s/sobjects/Account/%s\",\"referenceId\":\"again\",\"httpHeaders\":{\"If-Modified-Since\":\"Tue, 31 May 2050 18:00:00 GMT\"}}"
                        .formatted(ROOT, id);

        var all =
                Client.json(run("", get("info", "/sobjects/Account/" + id), conditional))
                        .get("compositeResponse");

        assertThat(all.get(0).get("httpHeaders").get("ETag").asString())
                .matches("\"[A-Za-z0-9+/=]{28}\"");
        assertThat(all.get(0).get("httpHeaders").get("Last-Modified").asString()).endsWith(" GMT");
        assertThat(all.get(1).get("httpStatusCode").asInt()).isEqualTo(304);
        assertThat(all.get(1).get("body").isNull()).isTrue();
    }

    @Test
    void refusesBadReferenceIdsWholeFromVersion52() {
        var requests =
                new String[] {
                    post("refNewAccount[1]", "Account", "{\"Name\":\"Cloudy Consulting\"}"),
                    post(
                            "refNewContact",
                            "Contact",
                            "{\"LastName\":\"Smith\",\"AccountId\":\"@{refNewAccount[1].id}\"}"),
                    post("refNewAccount2", "Account", "{\"Name\":\"Easy Spaces\"}")
                };

        var whole = run("", requests);
        var old = Client.json(runAs("v51.0", "", requests)).get("compositeResponse");

        assertThat(whole.statusCode()).isEqualTo(400);
        assertThat(whole.body())
                .isEqualTo(
                        "[{\"message\":\"Provided referenceId ('refNewAccount[1]') must start with"
                            + " a letter or a number, and it can contain only letters, numbers and"
                            + " underscores ('_').\",\"errorCode\":\"JSON_PARSER_ERROR\"}]");
        assertThat(old.get(0).get("referenceId").asString()).isEqualTo("refNewAccount[1]");
        assertThat(old.get(0).get("httpStatusCode").asInt()).isEqualTo(201);
        assertThat(old.get(1).get("body").toString())
                .contains("No value for refNewAccount[1].id found in refNewAccount.");
        assertThat(old.get(2).get("httpStatusCode").asInt()).isEqualTo(201);
    }

    @Test
    void nullsPassFromVersion52() {
        var id = client.create("Contact", "{\"LastName\":\"Wong\"}");
        var requests =
                new String[] {
                    get("refContact", "/sobjects/Contact/" + id + "?fields=FirstName,LastName"),
                    post(
                            "newContact",
                            "Contact",
                            "{\"FirstName\":\"@{refContact.FirstName}\",\"LastName\":\"@{refContact.LastName}\"}")
                };

        var now = Client.json(run("", requests)).get("compositeResponse");
        var then = Client.json(runAs("v51.0", "", requests)).get("compositeResponse");

        assertThat(now.get(1).get("httpStatusCode").asInt()).isEqualTo(201);
        assertThat(then.get(1).get("body").get(0).get("message").asString())
                .startsWith(
                        "Invalid reference specified. No value for refContact.FirstName found in"
                                + " refContact. Provided referenceId ('refContact.FirstName')");
    }

    @Test
    void takes25RequestsOfWhich5MayBeQueriesOrCollections() {
        var reads =
                IntStream.range(0, 26)
                        .mapToObj(i -> get("r" + i, "/sobjects/Account"))
                        .toArray(String[]::new);
        var queries =
                IntStream.range(0, 6)
                        .mapToObj(i -> get("q" + i, "/query?q=SELECT+Id+FROM+User"))
                        .toArray(String[]::new);

        assertThat(run("", java.util.Arrays.copyOf(reads, 25)).statusCode()).isEqualTo(200);
        assertThat(run("", reads).statusCode()).isEqualTo(400);
        assertThat(run("", java.util.Arrays.copyOf(queries, 5)).statusCode()).isEqualTo(200);
        assertThat(run("", queries).statusCode()).isEqualTo(400);
        assertThat(run("", queries).body()).contains("LIMIT_EXCEEDED");
    }

    @Test
    void refusesWhatItCannotReadBeforeItDoesAnything() {
        var good = post("good", "Account", "{\"Name\":\"Never\"}");
        var bad =
                new String[] {
                    "{\"method\":\"GET\",\"url\":\"%s/sobjects\"}".formatted(ROOT),
                    "{\"method\":\"get\",\"url\":\"%s/sobjects\",\"referenceId\":\"x\"}"
                            .formatted(ROOT),
                    "{\"method\":\"GET\",\"url\":\"/sobjects\",\"referenceId\":\"x\"}",
                    "{\"method\":\"GET\",\"url\":\"%s/sobjects\",\"referenceId\":\"good\"}"
                            .formatted(ROOT),
                    "{\"method\":\"GET\",\"url\":\"%s/sobjects\",\"referenceId\":\"x\",\"httpHeaders\":{\"Accept\":\"x\"}}"
                            .formatted(ROOT),
                    "7"
                };

        for (var one : bad) {
            var answer = run("", good, one);
            assertThat(answer.statusCode()).as(one).isEqualTo(400);
            assertThat(answer.body()).startsWith("[{\"message\":").contains("\"errorCode\":");
        }
        assertThat(client.post(ROOT + "/composite", "{}").statusCode()).isEqualTo(400);
        assertThat(count("Account", "Never")).isZero();
    }

    @Test
    void servesNeitherItselfNorOtherResourcesInside() {
        var nested =
                "{\"method\":\"POST\",\"url\":\"%s/composite\",\"referenceId\":\"n\",\"body\":{\"compositeRequest\":[]}}"
                        .formatted(ROOT);

        var all = Client.json(run("", nested, get("l", "/limits"))).get("compositeResponse");

        assertThat(all.get(0).get("httpStatusCode").asInt()).isEqualTo(400);
        assertThat(all.get(1).get("httpStatusCode").asInt()).isEqualTo(400);
        assertThat(
                        IntStream.range(0, 2)
                                .mapToObj(i -> all.get(i).get("body").toString())
                                .collect(Collectors.joining()))
                .contains("not supported");
    }
}
