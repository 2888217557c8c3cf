package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.records.Field;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.ObjectType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.regex.Pattern;

/// Pages of rows and of their children over REST and SOAP, and what only some field types have.
class SoqlPagesTest {
    private static final String DATA = "/services/data/v66.0/";
    private static Emulator emulator;
    private static Client client;

    @BeforeAll
    static void start() {
        var colours =
                Field.of("Colours__c", "Colours", FieldType.MULTIPICKLIST, 4_099)
                        .withChoices(List.of("Red", "Green", "Blue"));
        var toy =
                ObjectType.custom(
                        "Toy__c",
                        "a09",
                        List.of(colours, Field.of("Wake__c", "Wake", FieldType.TIME, 0)));
        emulator = Emulator.start(EmulatorOptions.defaults().withObjects(List.of(toy)));
        client = Client.loggedIn(emulator);
        var acme = client.create("Account", "{\"Name\":\"Acme\"}");
        client.create("Account", "{\"Name\":\"Beta\"}");
        for (var i = 0; i < 3; i++) {
            createContacts(acme, i);
        }
        client.create(
                "Toy__c",
                "{\"Name\":\"Ball\",\"Colours__c\":\"Red;Blue\",\"Wake__c\":\"07:30:00.000Z\"}");
        client.create("Toy__c", "{\"Name\":\"Car\",\"Colours__c\":\"Green\"}");
        client.create("Toy__c", "{\"Name\":\"Doll\"}");
    }

    private static void createContacts(String account, int batch) {
        var records = new StringBuilder();
        for (var i = 0; i < 200; i++) {
            records.append(i == 0 ? "" : ",")
                    .append("{\"attributes\":{\"type\":\"Contact\"},\"LastName\":\"C")
                    .append(1_000 + batch * 200 + i)
                    .append("\",\"AccountId\":\"")
                    .append(account)
                    .append("\"}");
        }
        var answer =
                client.post(
                        DATA + "composite/sobjects",
                        "{\"allOrNone\":true,\"records\":[" + records + "]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    @Test
    void pagesChildrenByTheirOwnUrl() {
        var soql = "SELECT Name, (SELECT Name FROM Contacts ORDER BY Name) FROM Account";
        var answer =
                Client.json(
                        client.send(
                                client.request(DATA + "query?q=" + Client.encoded(soql))
                                        .header("Sforce-Query-Options", "batchSize=250")
                                        .GET()));
        var children = answer.get("records").get(0).get("Contacts");
        assertThat(answer.get("done").asBoolean()).isTrue();
        assertThat(children.get("totalSize").asInt()).isEqualTo(600);
        assertThat(children.get("done").asBoolean()).isFalse();
        assertThat(children.get("records").size()).isEqualTo(250);

        var next = children.get("nextRecordsUrl").asString();
        assertThat(next).matches("/services/data/v66\\.0/query/01g\\w{15}-250");
        var rest = Client.json(client.get(next));
        assertThat(rest.get("records").size()).isEqualTo(350);
        assertThat(rest.get("records").get(0).get("Name").asString()).isEqualTo("C1250");
        var elsewhere = next.substring(next.lastIndexOf('/') + 1).replace("-250", "-599");
        assertThat(Client.json(client.get(DATA + "query/" + elsewhere)).get("records").size())
                .isEqualTo(1);
        assertThat(answer.get("records").get(1).get("Contacts").isNull()).isTrue();
    }

    @Test
    void nestsChildrenAndGroupsInSoapsResults() {
        var page =
                soap(
                        "query",
                        "<queryString>SELECT Name, (SELECT LastName FROM Contacts LIMIT 300) FROM"
                                + " Account WHERE Name = 'Acme'</queryString>");
        assertThat(page)
                .contains("<done>true</done><queryLocator xsi:nil=\"true\"/><records")
                .contains("<sf:Contacts xsi:type=\"QueryResult\"><done>false</done><queryLocator>")
                .contains("<sf:type>Contact</sf:type><sf:Id xsi:nil=\"true\"/><sf:LastName>C1000<")
                .contains("</records><size>300</size></sf:Contacts></records><size>1</size>");

        var locator = Pattern.compile("<queryLocator>([^<]+)<").matcher(page);
        assertThat(locator.find()).isTrue();
        assertThat(soap("queryMore", "<queryLocator>" + locator.group(1) + "</queryLocator>"))
                .contains("<sf:LastName>C1299</sf:LastName>")
                .doesNotContain("C1199<");
        assertThat(
                        soap(
                                "query",
                                "<queryString>SELECT Account.Name n, COUNT(Id) FROM Contact GROUP"
                                        + " BY Account.Name</queryString>"))
                .contains("<sf:type>AggregateResult</sf:type><sf:Id xsi:nil=\"true\"/>")
                .contains("<sf:n xsi:type=\"xsd:string\">Acme</sf:n>")
                .contains("<sf:expr0 xsi:type=\"xsd:int\">600</sf:expr0>");
    }

    private static String soap(String operation, String arguments) {
        var answer =
                client.post(
                        "/services/Soap/u/62.0",
                        "text/xml",
                        "<env:Envelope xmlns:env=\"http://schemas.xmlsoap.org/soap/envelope/\""
                                + " xmlns=\"urn:partner.soap.sforce.com\"><env:Header>"
                                + "<SessionHeader><sessionId>"
                                + client.token
                                + "</sessionId></SessionHeader><QueryOptions><batchSize>200"
                                + "</batchSize></QueryOptions></env:Header><env:Body><"
                                + operation
                                + ">"
                                + arguments
                                + "</"
                                + operation
                                + "></env:Body></env:Envelope>");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void refusesMoreGroupsThanOnePageHolds() {
        assertThat(client.query("SELECT Name FROM Contact GROUP BY Name").statusCode())
                .isEqualTo(200);
        for (var i = 3; i < 11; i++) {
            createContacts("", i);
        }
        assertThat(client.query("SELECT Name FROM Contact GROUP BY Name").body())
                .contains("EXCEEDED_ID_LIMIT")
                .contains("Aggregate query does not support queryMore()");
        assertThat(client.query("SELECT Name FROM Contact GROUP BY Name LIMIT 2000").statusCode())
                .isEqualTo(200);
    }

    @Test
    void comparesPicklistsOfSeveralValuesAndTimesOfDay() {
        assertThat(names("Colours__c INCLUDES ('Red;Blue', 'Green')")).isEqualTo("Ball,Car");
        assertThat(names("Colours__c INCLUDES ('Red;Green')")).isEmpty();
        assertThat(names("Colours__c EXCLUDES ('Green')")).isEqualTo("Ball,Doll");
        assertThat(names("Colours__c = null")).isEqualTo("Doll");
        assertThat(names("Wake__c = 07:30:00.000Z")).isEqualTo("Ball");
        assertThat(names("Wake__c < 08:00:00.000Z")).isEqualTo("Ball");
    }

    private static String names(String where) {
        var answer = client.query("SELECT Name FROM Toy__c WHERE " + where + " ORDER BY Name");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var names = new StringBuilder();
        for (var row : Client.json(answer).get("records")) {
            names.append(names.isEmpty() ? "" : ",").append(row.get("Name").asString());
        }
        return names.toString();
    }
}
