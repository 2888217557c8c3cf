package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

/// Rows in other forms than plain JSON, under conditions, and by other ways than their id.
@Serves({
    "POST sobjects/{}",
    "GET sobjects/{}/{}/{}",
    "PATCH sobjects/{}/{}/{}",
    "DELETE sobjects/{}/{}/{}",
    "POST sobjects/{}/{}",
    "Forms: conditional requests",
    "Forms: multipart blobs",
    "Forms: related rows by relationship"
})
@Serves(
        value = "Forms: REST in XML",
        approximate =
                "Rows in and all answers out; batch and tree bodies are JSON only, the roots of"
                        + " rare answers are assumed.")
class RowFormsTest {
    private static final String SOBJECTS = "/services/data/v66.0/sobjects/";
    private static Emulator emulator;
    private static Client client;

    @BeforeAll
    static void start() {
        var paper =
                ObjectType.custom(
                        "Paper__c",
                        "a03",
                        List.of(
                                Field.blob("Body__c", "Body"),
                                Field.text("File__c", "File", 40).with(Field.Trait.EXTERNAL_ID),
                                Field.lookup("Account__c", "Account", "Account__r", "Account")));
        emulator = Emulator.start(EmulatorOptions.defaults().withObjects(List.of(paper)));
        client = Client.loggedIn(emulator);
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    private static HttpResponse<String> get(String path, String header, String value) {
        return client.send(client.request(path).header(header, value).GET());
    }

    private static HttpResponse<String> patch(
            String path, String json, String header, String value) {
        return client.send(
                client.request(path)
                        .header("Content-Type", "application/json")
                        .header(header, value)
                        .method("PATCH", BodyPublishers.ofString(json)));
    }

    @Nested
    class Xml {
        @Test
        void goesInAndOut() {
            var made =
                    client.send(
                            client.request(SOBJECTS + "Account")
                                    .header("Content-Type", "application/xml; charset=UTF-8")
                                    .header("Accept", "application/xml")
                                    .POST(
                                            BodyPublishers.ofString(
                                                    "<?xml version=\"1.0\""
                                                        + " encoding=\"UTF-8\"?><Account><Name>Tom"
                                                        + " &amp; Sons</Name></Account>")));
            var id = made.body().replaceAll(".*<id>(.*)</id>.*", "$1");
            var row =
                    get(
                            SOBJECTS + "Account/" + id + "?fields=Name,Phone",
                            "Accept",
                            "application/xml");

            assertThat(made.statusCode()).isEqualTo(201);
            assertThat(made.headers().firstValue("Content-Type"))
                    .contains("application/xml;charset=UTF-8");
            assertThat(made.body())
                    .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Result")
                    .contains("<id>001", "<success>true</success>");
            assertThat(row.body())
                    .isEqualTo(
                            ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Account"
                                 + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                 + " type=\"Account\""
                                 + " url=\"/services/data/v66.0/sobjects/Account/%1$s\"><Name>Tom"
                                 + " &amp; Sons</Name><Phone"
                                 + " xsi:nil=\"true\"/><Id>%1$s</Id></Account>")
                                    .formatted(id));
        }

        @Test
        void followsTheSuffixOfThePath() {
            var id = client.create("Account", "{\"Name\":\"Suffix\"}");

            assertThat(client.get(SOBJECTS + "Account/" + id + ".xml").body())
                    .contains("<Name>Suffix</Name>");
            assertThat(
                            Client.json(client.get(SOBJECTS + "Account/" + id + ".json"))
                                    .get("Name")
                                    .asString())
                    .isEqualTo("Suffix");
            assertThat(
                            client.get(
                                            "/services/data/v66.0/query.xml?q=SELECT+Name+FROM+Organization")
                                    .body())
                    .contains(
                            "<QueryResult",
                            "<totalSize>1</totalSize>",
                            "<records type=\"Organization\"");
            assertThat(client.get(SOBJECTS + "Nope.xml").body())
                    .contains("<Errors><Error><errorCode>NOT_FOUND</errorCode>");
            assertThat(client.get("/services/data/v66.0/limits.xml").body())
                    .contains("<LimitsSnapshot", "<DailyApiRequests><Max>");
        }

        @Test
        void refusesEntitiesAndWhatIsNoXml() {
            var bomb =
                    "<!DOCTYPE a [<!ENTITY x \"xx\"><!ENTITY y"
                            + " \"&x;&x;\">]><Account><Name>&y;</Name></Account>";
            for (var body : new String[] {bomb, "<Account>", "", "{}"}) {
                var answer = client.post(SOBJECTS + "Account", "application/xml", body);
                assertThat(answer.statusCode()).as(body).isEqualTo(400);
                assertThat(answer.body()).as(body).contains("errorCode");
            }
            assertThat(client.post(SOBJECTS + "Account", "image/png", "x").statusCode())
                    .isEqualTo(415);
        }
    }

    @Nested
    class Pretty {
        @Test
        void laysOutIfAsked() {
            var answer = get("/services/data/v66.0/composite", "X-PrettyPrint", "1");

            assertThat(answer.body()).startsWith("{\n  \"tree\" : \"/services");
        }
    }

    @Nested
    class Conditional {
        @Test
        void accountsHaveTags() {
            var path = SOBJECTS + "Account/" + client.create("Account", "{\"Name\":\"Tag\"}");
            var tag = client.get(path).headers().firstValue("ETag").orElseThrow();

            assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
            assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
            assertThat(get(path, "If-Match", "\"other\"").statusCode()).isEqualTo(412);
            assertThat(patch(path, "{\"Phone\":\"1\"}", "If-Match", "\"other\"").statusCode())
                    .isEqualTo(412);
            assertThat(patch(path, "{\"Phone\":\"1\"}", "If-Match", tag).statusCode())
                    .isEqualTo(204);
            assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
            assertThat(patch(path, "{}", "If-Match", "no quotes").statusCode()).isEqualTo(400);
        }

        @Test
        void otherRowsHaveDatesOnly() {
            var path = SOBJECTS + "Contact/" + client.create("Contact", "{\"LastName\":\"Dated\"}");
            var past = "Tue, 10 Aug 2015 00:00:00 GMT";
            var future = "Tue, 10 Aug 2055 00:00:00 GMT";

            assertThat(client.get(path).headers().firstValue("ETag")).isEmpty();
            assertThat(get(path, "If-None-Match", "*").statusCode()).isEqualTo(200);
            assertThat(get(path, "If-Modified-Since", future).statusCode()).isEqualTo(304);
            assertThat(get(path, "If-Modified-Since", past).statusCode()).isEqualTo(200);
            assertThat(get(path, "If-Modified-Since", "whenever").statusCode()).isEqualTo(200);
            assertThat(patch(path, "{}", "If-Unmodified-Since", past).statusCode()).isEqualTo(412);
            assertThat(patch(path, "{}", "If-Modified-Since", future).statusCode()).isEqualTo(412);
            assertThat(patch(path, "{}", "If-Unmodified-Since", future).statusCode())
                    .isEqualTo(204);
            assertThat(patch(path, "{}", "If-Unmodified-Since", "whenever").statusCode())
                    .isEqualTo(400);
        }
    }

    @Nested
    class Parts {
        @Test
        void bringABlobThatComesBackByItsPath() {
            var body =
                    """
                    --b\r
                    Content-Disposition: form-data; name="entity_document";\r
                    Content-Type: application/json\r
                    \r
                    {"Name":"Brochure"}\r
                    --b\r
                    Content-Type: application/pdf\r
                    Content-Disposition: form-data; name="Body__c"; filename="2026.pdf"\r
                    \r
                    line one\r
                    line two\r
                    --b--\r
                    """;

            var made =
                    client.post(SOBJECTS + "Paper__c", "multipart/form-data; boundary=\"b\"", body);
            var path = SOBJECTS + "Paper__c/" + Client.json(made).get("id").asString();

            assertThat(made.statusCode()).isEqualTo(201);
            assertThat(Client.json(client.get(path)).get("Body__c").asString())
                    .isEqualTo(path + "/Body__c");
            assertThat(client.get(path + "/Body__c").body()).isEqualTo("line one\r\nline two");
        }

        @Test
        void attachFilesToRows() {
            var account = client.create("Account", "{\"Name\":\"With file\"}");
            var body =
                    "--x\r\nContent-Disposition: form-data; name=\"entity_attachment\"\r\n"
                            + "Content-Type: application/json\r\n\r\n{\"Name\":\"a.bin\","
                            + "\"ParentId\":\""
                            + account
                            + "\"}\r\n--x\r\nContent-Disposition: form-data; name=\"Body\";"
                            + " filename=\"a.bin\"\r\nContent-Type: application/octet-stream\r\n"
                            + "\r\n\u0001\u0002\r\n--x--\r\n";

            var made = client.post(SOBJECTS + "Attachment", "multipart/form-data;boundary=x", body);

            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            var id = Client.json(made).get("id").asString();
            assertThat(client.get(SOBJECTS + "Attachment/" + id + "/Body").body())
                    .isEqualTo("\u0001\u0002");
        }

        @Test
        void areRefusedWhereTheyDoNotEnd() {
            for (var body :
                    new String[] {"", "--b\r\n\r\n{}", "--b--", "--b\r\n\r\nno json\r\n--b--"}) {
                var answer =
                        client.post(SOBJECTS + "Paper__c", "multipart/form-data; boundary=b", body);
                assertThat(answer.statusCode()).as(body).isEqualTo(400);
                assertThat(answer.body()).as(body).contains("errorCode");
            }
            assertThat(
                            client.post(SOBJECTS + "Paper__c", "multipart/form-data", "--b")
                                    .statusCode())
                    .isEqualTo(400);
        }
    }

    @Nested
    class Ways {
        @Test
        void relationshipsLeadToParentsAndChildren() {
            var account = client.create("Account", "{\"Name\":\"Parent\"}");
            var contact =
                    client.create(
                            "Contact",
                            "{\"LastName\":\"Child\",\"AccountId\":\"" + account + "\"}");
            client.create("Paper__c", "{\"Account__c\":\"" + account + "\"}");

            var parent = client.get(SOBJECTS + "Contact/" + contact + "/Account?fields=Name");
            var children =
                    client.get(SOBJECTS + "Account/" + account + "/Contacts?fields=LastName");
            var papers = client.get(SOBJECTS + "Account/" + account + "/Papers__r");
            client.patch(SOBJECTS + "Contact/" + contact + "/Account", "{\"Name\":\"Renamed\"}");

            assertThat(Client.json(parent).get("Name").asString()).isEqualTo("Parent");
            assertThat(children.body())
                    .isEqualTo(
                            "{\"totalSize\":1,\"done\":true,\"records\":[{\"attributes\":{\"type\":\"Contact\",\"url\":\"%1$sContact/%2$s\"},\"LastName\":\"Child\",\"Id\":\"%2$s\"}]}"
                                    .formatted(SOBJECTS, contact));
            assertThat(Client.json(papers).get("totalSize").asInt()).isEqualTo(1);
            assertThat(
                            Client.json(client.get(SOBJECTS + "Account/" + account))
                                    .get("Name")
                                    .asString())
                    .isEqualTo("Renamed");
            assertThat(client.get(SOBJECTS + "Account/" + account + "/Nopes").statusCode())
                    .isEqualTo(404);
            assertThat(client.get(SOBJECTS + "Account/" + account + "/Parent").statusCode())
                    .isEqualTo(404);
        }

        @Test
        void idIsAnExternalIdToo() {
            var made = client.post(SOBJECTS + "Account/Id", "{\"Name\":\"By Id\"}");
            var id = Client.json(made).get("id").asString();
            var changed = client.patch(SOBJECTS + "Account/Id/" + id, "{\"Name\":\"Changed\"}");

            assertThat(made.statusCode()).isEqualTo(201);
            assertThat(Client.json(made).get("created").asBoolean()).isTrue();
            assertThat(changed.body())
                    .isEqualTo(
                            "{\"id\":\"%s\",\"success\":true,\"errors\":[],\"created\":false}"
                                    .formatted(id));
            assertThat(client.post(SOBJECTS + "Account/Phone", "{}").statusCode()).isEqualTo(405);
        }

        @Test
        void valuesKeepDotsSlashesAndSpaces() {
            for (var value : new String[] {"a.xml", "a%2Fb", "a%20b", "%E2%82%AC%3F"}) {
                var path = SOBJECTS + "Paper__c/File__c/" + value;
                assertThat(client.patch(path, "{}").statusCode()).as(value).isEqualTo(201);
                assertThat(client.get(path).statusCode()).as(value).isEqualTo(200);
            }
        }

        @Test
        void updateOnlyDoesNotCreate() {
            var path = SOBJECTS + "Paper__c/File__c/never?updateOnly=true";

            assertThat(client.patch(path, "{}").statusCode()).isEqualTo(404);
        }

        @Test
        void wrongIdsSayHowTheyAreWrong() {
            var contact = client.create("Contact", "{\"LastName\":\"Wrong\"}");

            var ofOther = client.get(SOBJECTS + "Account/" + contact);
            var noId = client.get(SOBJECTS + "Account/nonsense");

            assertThat(ofOther.statusCode()).isEqualTo(400);
            assertThat(ofOther.body())
                    .isEqualTo(
                            "[{\"message\":\"Account ID: id value of incorrect type: %s\",\"errorCode\":\"MALFORMED_ID\",\"fields\":[\"Id\"]}]"
                                    .formatted(contact));
            assertThat(noId.statusCode()).isEqualTo(404);
            assertThat(noId.body())
                    .contains("Provided external ID field does not exist or is not accessible");
        }
    }
}
