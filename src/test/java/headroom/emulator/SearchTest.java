package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Searches, and queries of the Tooling API.
@Serves(
        value = {"GET search", "GET parameterizedSearch", "POST parameterizedSearch"},
        approximate = "a plain subset of SOSL, without ranking")
@Serves(
        value = {"GET tooling/query", "GET tooling/query/{}"},
        approximate = "objects of the schema; those of code are there, but empty")
class SearchTest {
    private static final String DATA = "/services/data/v66.0/";
    private static Emulator emulator;
    private static Client client;

    @BeforeAll
    static void start() {
        emulator = Emulator.start(EmulatorOptions.defaults());
        client = Client.loggedIn(emulator);
        client.create("Account", "{\"Name\":\"Acme Rockets\",\"Phone\":\"+43 1 234\"}");
        client.create("Account", "{\"Name\":\"Beta\",\"Description\":\"sells rockets\"}");
        client.create("Contact", "{\"LastName\":\"Rocket\",\"Email\":\"ada@rockets.example\"}");
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    /// Names or types of the rows found.
    private static String found(String body) {
        return body.replaceAll(
                        "\\{\"attributes\":\\{\"type\":\"(\\w+)\",\"url\":\"[^\"]*\"\\}", "$1")
                .replaceAll("\"Id\":\"\\w{18}\"", "Id")
                .replace("\"", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    FIND {rockets} IN ALL FIELDS RETURNING Account(Name ORDER BY Name DESC), Contact(Name) | {searchRecords:[Account,Name:Beta},Account,Name:Acme Rockets},Contact,Name:Rocket}]}
                    FIND {rockets} RETURNING Account(Name WHERE Phone != null LIMIT 5) | {searchRecords:[Account,Name:Acme Rockets}]}
                    FIND {rock*} IN NAME FIELDS RETURNING Account, Contact(LastName) | {searchRecords:[Account,Id},Contact,LastName:Rocket}]}
                    FIND {ada@rockets.example} IN EMAIL FIELDS RETURNING Contact(Name) | {searchRecords:[Contact,Name:Rocket}]}
                    FIND {acme AND NOT beta OR nothing} RETURNING Account(Name) LIMIT 1 | {searchRecords:[Account,Name:Acme Rockets}]}
                    FIND {nobody} | {searchRecords:[]}
                    """)
    void findsWordsInTheFieldsAskedFor(String sosl, String expected) {
        var answer = client.get(DATA + "search?q=" + Client.encoded(sosl));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(found(answer.body())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    FIND {a} | INVALID_SEARCH
                    FIND rockets | MALFORMED_SEARCH
                    FIND {rockets | MALFORMED_SEARCH
                    FIND {rockets} RETURNING Foo | INVALID_TYPE
                    FIND {rockets} RETURNING Account(Foo) | INVALID_FIELD
                    FIND {rockets} RETURNING Account(Name WHERE) | MALFORMED_SEARCH
                    """)
    void refusesWhatIsNoSearch(String sosl, String code) {
        var answer = client.get(DATA + "search?q=" + Client.encoded(sosl));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.json(answer).get(0).get("errorCode").asString()).isEqualTo(code);
    }

    @Test
    void takesSearchesByParametersAndByBody() {
        var byParameters =
                client.get(
                        DATA
                                + "parameterizedSearch?q=rockets&sobject=Account&Account.fields="
                                + "Name&Account.limit=1");
        var byBody =
                client.post(
                        DATA + "parameterizedSearch",
                        "{\"q\":\"rocket\",\"in\":\"NAME\",\"fields\":[\"Name\"],"
                                + "\"sobjects\":[{\"name\":\"Contact\",\"limit\":5}]}");

        assertThat(found(byParameters.body()))
                .isEqualTo("{searchRecords:[Account,Name:Acme Rockets}]}");
        assertThat(found(byBody.body())).isEqualTo("{searchRecords:[Contact,Name:Rocket}]}");
        assertThat(client.get("/services/data/v36.0/search?q=FIND+%7Bnobody%7D").body())
                .isEqualTo("[]");
    }

    @Test
    void answersToolingQueriesOfTheSchemaAndOfCodeThatIsNotThere() {
        var fields =
                client.get(
                        DATA
                                + "tooling/query?q="
                                + Client.encoded(
                                        "SELECT QualifiedApiName, DataType,"
                                                + " EntityDefinition.QualifiedApiName FROM"
                                                + " FieldDefinition WHERE"
                                                + " EntityDefinition.QualifiedApiName = 'Account'"
                                                + " AND QualifiedApiName IN ('Name', 'Id')"
                                                + " ORDER BY QualifiedApiName DESC"));
        var classes = client.get(DATA + "tooling/query/?q=SELECT+Id,Name+FROM+ApexClass");
        var accounts = client.get(DATA + "tooling/query?q=SELECT+Id+FROM+Account");

        assertThat(fields.body())
                .contains("\"QualifiedApiName\":\"Name\",\"DataType\":\"Text(255)\"")
                .contains(DATA + "tooling/sobjects/FieldDefinition/");
        assertThat(Client.json(fields).get("totalSize").asInt()).isEqualTo(2);
        assertThat(classes.body()).isEqualTo("{\"totalSize\":0,\"done\":true,\"records\":[]}");
        assertThat(accounts.statusCode()).isEqualTo(400);
        assertThat(accounts.body()).contains("INVALID_TYPE");
    }
}
