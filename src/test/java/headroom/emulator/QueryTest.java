package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// SOQL over REST: answers and refusals.
@Serves({
    "GET query",
    "GET query/{}",
    "GET queryAll",
    "GET queryAll/{}",
    "SOQL: parents, ORDER BY, LIMIT, OFFSET, COUNT(), FIELDS()",
    "SOQL: errors with row, column and caret",
    "SOQL: columns=true"
})
class QueryTest {
    private static Emulator emulator;
    private static Client client;
    private static String acme;

    @BeforeAll
    static void start() {
        var clock = EmulatorClock.standingAt(Instant.parse("2026-11-20T12:00:00Z"));
        emulator = Emulator.start(EmulatorOptions.defaults().withClock(clock));
        client = Client.loggedIn(emulator);
        acme =
                client.create(
                        "Account",
                        "{\"Name\":\"Acme\",\"AnnualRevenue\":1000.5,\"Industry\":\"Energy\"}");
        clock.step(Duration.ofHours(24));
        client.login("admin@headroom.example", "password", "app");
        client.create("Account", "{\"Name\":\"Beta_1\",\"NumberOfEmployees\":7}");
        client.create("Account", "{\"Name\":\"O'Hara 50%\",\"Site\":\"x\\\\y\"}");
        client.create(
                "Contact",
                "{\"LastName\":\"Ada\",\"AccountId\":\""
                        + acme
                        + "\",\"Birthdate\":\"1815-12-10\"}");
        client.create("Contact", "{\"LastName\":\"Bob\",\"Email\":\"bob@x.example\"}");
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    private static List<String> names(String soql) {
        var answer = client.query(soql);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var names = new ArrayList<String>();
        for (var row : Client.json(answer).get("records")) {
            names.add(row.get("Name").asString());
        }
        return names;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Name = 'acme' | Acme
                    Name != 'Acme' | Beta_1,O'Hara 50%
                    Name <> 'Acme' AND Site = null | Beta_1
                    NumberOfEmployees > 6 | Beta_1
                    NumberOfEmployees >= 7 AND NumberOfEmployees <= 7 | Beta_1
                    NumberOfEmployees < 7 |
                    AnnualRevenue = 1000.5 | Acme
                    Name LIKE 'b%' | Beta_1
                    Name LIKE '_cme' | Acme
                    Name LIKE '%\\_1' | Beta_1
                    Name LIKE '%50\\%' | O'Hara 50%
                    Name = 'O\\'Hara 50%' | O'Hara 50%
                    Site = 'x\\\\y' | O'Hara 50%
                    Name IN ('Acme', 'Beta_1') | Acme,Beta_1
                    Name NOT IN ('Acme') | Beta_1,O'Hara 50%
                    NOT Name LIKE '%a%' |
                    (Name = 'Acme' OR Name = 'Beta_1') AND (NOT Industry = 'Energy') | Beta_1
                    Industry != null | Acme
                    IsDeleted = false AND Name = 'Acme' | Acme
                    CreatedDate = TODAY | Beta_1,O'Hara 50%
                    CreatedDate = YESTERDAY | Acme
                    CreatedDate < 2026-11-21T00:00:00Z | Acme
                    CreatedDate >= 2026-11-20T13:00:00+01:00 | Acme,Beta_1,O'Hara 50%
                    CreatedDate = LAST_N_DAYS:1 | Acme,Beta_1,O'Hara 50%
                    CreatedDate > LAST_WEEK | Acme,Beta_1,O'Hara 50%
                    CreatedDate = LAST_MONTH |
                    Owner.Username = 'admin@headroom.example' AND Name = 'Acme' | Acme
                    """)
    void filters(String where, String expected) {
        var wanted = expected == null ? List.<String>of() : List.of(expected.split(","));

        assertThat(names("SELECT Name FROM Account WHERE " + where)).isEqualTo(wanted);
    }

    @Test
    void findsAnIdInBothFormsByTheIndex() {
        assertThat(names("SELECT Name FROM Account WHERE Id = '" + acme + "'"))
                .containsExactly("Acme");
        assertThat(names("SELECT Name FROM Account WHERE Id IN ('" + acme.substring(0, 15) + "')"))
                .containsExactly("Acme");
        assertThat(
                        names(
                                "SELECT Name FROM Contact WHERE AccountId = '"
                                        + acme.substring(0, 15)
                                        + "'"))
                .containsExactly("Ada");
    }

    @Test
    void ordersLimitsAndOffsets() {
        assertThat(names("SELECT Name FROM Account ORDER BY Name DESC"))
                .containsExactly("O'Hara 50%", "Beta_1", "Acme");
        assertThat(names("SELECT Name FROM Account ORDER BY Site NULLS LAST, Name"))
                .containsExactly("O'Hara 50%", "Acme", "Beta_1");
        assertThat(names("SELECT Name FROM Account ORDER BY Name LIMIT 1 OFFSET 1"))
                .containsExactly("Beta_1");
        assertThat(client.query("SELECT Name FROM Account OFFSET 2001").body())
                .contains("NUMBER_OUTSIDE_VALID_RANGE");
    }

    @Test
    void showsParentsNestedAndMissingOnesAsNull() {
        var body =
                client.query("SELECT Name, c.Account.Owner.Name, Account.Name FROM Contact c")
                        .body();

        assertThat(body)
                .contains("\"Name\":\"Ada\",\"Account\":{\"attributes\":{\"type\":\"Account\"")
                .contains("\"Owner\":{\"attributes\":{\"type\":\"User\"")
                .contains("\"Name\":\"Bob\",\"Account\":null}");
    }

    @Test
    void countsWithoutRows() {
        assertThat(client.query("select count() from Account where Name like '%a%'").body())
                .isEqualTo("{\"totalSize\":3,\"done\":true,\"records\":[]}");
    }

    @Test
    void answersColumnsInsteadOfRowsIfAsked() {
        var answer =
                Client.json(
                        client.get(
                                "/services/data/v66.0/query?columns=true&q="
                                        + Client.encoded("SELECT Id, Owner.Name FROM Account")));

        assertThat(answer.get("columnMetadata").isArray()).isTrue();
        assertThat(answer.get("columnMetadata").get(1).get("joinColumns").size()).isEqualTo(1);
    }

    @Test
    void selectsAllFieldsWithinALimit() {
        assertThat(client.query("SELECT FIELDS(ALL) FROM Account LIMIT 1").body())
                .contains("\"BillingCity\":null");
        assertThat(client.query("SELECT FIELDS(ALL) FROM Account").body())
                .contains("MALFORMED_QUERY");
    }

    @Test
    void drawsTheCaretWhereSalesforceDoes() {
        assertThat(
                        Client.json(client.query("select count() from XYZZY"))
                                .get(0)
                                .get("message")
                                .asString())
                .startsWith(
                        "\n"
                                + "select count() from XYZZY\n"
                                + "                    ^\n"
                                + "ERROR at Row:1:Column:21\n"
                                + "sObject type 'XYZZY' is not supported.");
        assertThat(
                        Client.json(client.query("SELECT Foo FROM Account"))
                                .get(0)
                                .get("message")
                                .asString())
                .startsWith(
                        "\nSELECT Foo FROM Account\n       ^\nERROR at Row:1:Column:8\n"
                                + "No such column 'Foo' on entity 'Account'.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELECT FROM Account | MALFORMED_QUERY | unexpected token: 'FROM'
                    SELECT Id FROM Account WHERE | MALFORMED_QUERY | unexpected token
                    SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Id = 'c' | MALFORMED_QUERY | unexpected token: 'OR'
                    SELECT Id FROM Account WHERE Name = :x | MALFORMED_QUERY | Bind variables
                    SELECT Id, Nope.Name FROM Account | INVALID_FIELD | Didn't understand relationship 'Nope'
                    SELECT Id FROM Account WHERE Name = 5 | INVALID_FIELD | must be of type string and should be enclosed in quotes
                    SELECT Id FROM Account WHERE CreatedDate > '2020-01-01' | INVALID_FIELD | must be of type dateTime and should not be enclosed in quotes
                    SELECT Id FROM Account WHERE NumberOfEmployees = 'x' | INVALID_FIELD | must be of type int
                    SELECT Id FROM Account WHERE CreatedDate > 2020-01-01 | INVALID_FIELD | must be of type dateTime
                    SELECT COUNT(Id) FROM Account LIMIT 1 | MALFORMED_QUERY | overall aggregate functions cannot also use LIMIT
                    SELECT Id FROM Account USING SCOPE mine | NOT_IMPLEMENTED | USING SCOPE mine is not implemented
                    """)
    void refusesInSalesforcesWords(String soql, String code, String message) {
        var answer = client.query(soql);

        assertThat(answer.statusCode()).isEqualTo(code.equals("NOT_IMPLEMENTED") ? 501 : 400);
        assertThat(Client.json(answer).get(0).get("errorCode").asString()).isEqualTo(code);
        assertThat(Client.json(answer).get(0).get("message").asString()).contains(message);
    }

    @Test
    void survivesHostileQueries() {
        var deep = "(".repeat(5_000) + "Name='a'" + ")".repeat(5_000);

        assertThat(client.query("SELECT Id FROM Account WHERE " + deep).statusCode())
                .isEqualTo(400);
        assertThat(names("SELECT Name FROM Account WHERE Name LIKE '" + "%a".repeat(500) + "'"))
                .isEmpty();
    }

    @Test
    void pagesByTheUrlItGives() {
        try (var org = Emulator.start(EmulatorOptions.defaults());
                var other = Client.loggedIn(org)) {
            for (var i = 0; i < 450; i++) {
                other.create("Account", "{\"Name\":\"A" + i + "\"}");
            }
            var request =
                    other.request("/services/data/v66.0/query/?q=SELECT+Name+FROM+Account")
                            .header("Sforce-Query-Options", "batchSize=100");
            var page = Client.json(other.send(request.GET()));
            var seen = page.get("records").size();
            assertThat(seen).isEqualTo(200);
            assertThat(page.get("totalSize").asInt()).isEqualTo(450);
            assertThat(page.get("nextRecordsUrl").asString())
                    .matches("/services/data/v66\\.0/query/01g\\w{15}-200");

            var next =
                    Client.json(
                            other.send(
                                    other.request(page.get("nextRecordsUrl").asString())
                                            .header("Sforce-Query-Options", "batchSize=200")
                                            .GET()));
            var last = Client.json(other.get(next.get("nextRecordsUrl").asString()));

            assertThat(last.get("done").asBoolean()).isTrue();
            assertThat(last.has("nextRecordsUrl")).isFalse();
            assertThat(last.get("records").size()).isEqualTo(50);
            assertThat(other.get("/services/data/v66.0/query/01gHr0000000009AAA-200").body())
                    .contains("INVALID_QUERY_LOCATOR");
        }
    }
}
