package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;

/// GraphQL queries: connections, filters, orders, pages, parents, children, and errors in their
/// form.
@Serves(
        value = "POST graphql",
        approximate =
                "Record queries only: no mutations, aggregates or introspection; the first error"
                        + " ends a query; displayValue is American English in UTC.")
class GraphqlTest {
    private static Emulator emulator;
    private static Client client;
    private static String parent;

    @BeforeAll
    static void start() {
        emulator = Emulator.start(EmulatorOptions.defaults());
        client = Client.loggedIn(emulator);
        parent =
                client.create(
                        "Account",
                        "{\"Name\":\"O'Brien\",\"Industry\":\"Energy\",\"AnnualRevenue\":1234.5,\"NumberOfEmployees\":30}");
        client.create("Account", "{\"Name\":\"Zeta\",\"NumberOfEmployees\":10}");
        client.create("Account", "{\"Name\":\"Alpha\",\"NumberOfEmployees\":20}");
        client.create("Contact", "{\"LastName\":\"One\",\"AccountId\":\"" + parent + "\"}");
        client.create("Contact", "{\"LastName\":\"Two\",\"AccountId\":\"" + parent + "\"}");
        client.create("Contact", "{\"LastName\":\"Orphan\"}");
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    private static HttpResponse<String> ask(String query, String more) {
        var text = query.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return client.post(
                "/services/data/v66.0/graphql", "{\"query\":\"" + text + "\"" + more + "}");
    }

    private static JsonNode records(String inner) {
        var answer = ask("query { uiapi { query { " + inner + " } } }", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Client.json(answer).get("errors").size()).as(answer.body()).isZero();
        return Client.json(answer).get("data").get("uiapi").get("query");
    }

    private static String error(String query) {
        var answer = ask(query, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Client.json(answer).get("data").isNull()).as(answer.body()).isTrue();
        return Client.json(answer).get("errors").get(0).toString();
    }

    @Test
    void answersAConnection() {
        var answer =
                ask(
                        "query accounts { uiapi { query { Account(where: {Name: {eq: \"O'Brien\"}})"
                            + " { edges { node { Id Name { value displayValue } Industry { value"
                            + " displayValue } AnnualRevenue { value displayValue } } cursor }"
                            + " totalCount pageInfo { hasNextPage hasPreviousPage startCursor } } }"
                            + " } }",
                        "");

        assertThat(answer.body())
                .isEqualTo(
                        "{\"data\":{\"uiapi\":{\"query\":{\"Account\":{\"edges\":[{\"node\":{\"Id\":\"%s\",\"Name\":{\"value\":\"O'Brien\",\"displayValue\":null},\"Industry\":{\"value\":\"Energy\",\"displayValue\":\"Energy\"},\"AnnualRevenue\":{\"value\":1234.5,\"displayValue\":\"$1,234.50\"}},\"cursor\":\"cm93OjA=\"}],\"totalCount\":1,\"pageInfo\":{\"hasNextPage\":false,\"hasPreviousPage\":false,\"startCursor\":\"cm93OjA=\"}}}}},\"errors\":[]}"
                                .formatted(parent));
    }

    @Test
    void pagesByCursor() {
        var first =
                records(
                                "Account(first: 2, orderBy: {Name: {order: ASC}}) { edges { node {"
                                    + " Name { value } } cursor } pageInfo { hasNextPage endCursor"
                                    + " } totalCount }")
                        .get("Account");
        var second =
                records(
                                "Account(first: 2, after: \"%s\", orderBy: {Name: {order: ASC}}) {"
                                                .formatted(
                                                        first.get("pageInfo")
                                                                .get("endCursor")
                                                                .asString())
                                        + " edges { node { Name { value } } } pageInfo {"
                                        + " hasNextPage hasPreviousPage } }")
                        .get("Account");

        assertThat(first.get("edges").size()).isEqualTo(2);
        assertThat(first.get("totalCount").asInt()).isEqualTo(3);
        assertThat(first.get("pageInfo").get("hasNextPage").asBoolean()).isTrue();
        assertThat(second.get("edges").get(0).get("node").get("Name").get("value").asString())
                .isEqualTo("Zeta");
        assertThat(second.get("pageInfo").get("hasNextPage").asBoolean()).isFalse();
        assertThat(second.get("pageInfo").get("hasPreviousPage").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {NumberOfEmployees: {gt: 10}} | 2
                    {NumberOfEmployees: {gte: 10, lt: 30}} | 2
                    {NumberOfEmployees: {lte: 10}} | 1
                    {Name: {like: "%eta"}} | 1
                    {Name: {ne: "Zeta"}} | 2
                    {Name: {in: ["Zeta", "Alpha"]}} | 2
                    {Name: {nin: ["Zeta", "Alpha"]}} | 1
                    {Industry: {eq: null}} | 2
                    {or: [{Name: {eq: "Zeta"}}, {Name: {eq: "Alpha"}}]} | 2
                    {and: [{Name: {eq: "Zeta"}}, {NumberOfEmployees: {eq: 10}}]} | 1
                    {not: {Name: {eq: "Zeta"}}} | 2
                    {CreatedDate: {gte: {literal: TODAY}}} | 3
                    {CreatedDate: {eq: {range: {last_n_days: 3}}}} | 3
                    {Owner: {Username: {eq: "admin@headroom.example"}}} | 3
                    """)
    void filters(String where, int count) {
        assertThat(
                        records("Account(where: " + where + ") { totalCount }")
                                .get("Account")
                                .get("totalCount")
                                .asInt())
                .isEqualTo(count);
    }

    @Test
    void followsParentsAndChildren() {
        var query =
                records(
                        "Contact(where: {LastName: {eq: \"One\"}}) { edges { node { Account { Name"
                            + " { value } Owner { ... on User { Username { value } } } } } } }"
                            + " accounts: Account(where: {Name: {eq: \"O'Brien\"}}) { edges { node"
                            + " { people: Contacts(first: 1, orderBy: {LastName: {order: DESC}}) {"
                            + " edges { node { LastName { value } Account { Id } } } totalCount } }"
                            + " } }");

        var contact = query.get("Contact").get("edges").get(0).get("node");
        var people = query.get("accounts").get("edges").get(0).get("node").get("people");
        assertThat(contact.get("Account").get("Name").get("value").asString()).isEqualTo("O'Brien");
        assertThat(contact.get("Account").get("Owner").get("Username").get("value").asString())
                .isEqualTo("admin@headroom.example");
        assertThat(people.get("totalCount").asInt()).isEqualTo(2);
        assertThat(people.get("edges").get(0).get("node").get("LastName").get("value").asString())
                .isEqualTo("Two");
    }

    @Test
    void takesVariablesAndFragments() {
        var answer =
                ask(
                        "query find($name: String, $n: Int = 5, $with: Boolean!) { uiapi { query {"
                            + " Account(first: $n, where: {Name: {eq: $name}}) { edges { node {"
                            + " ...parts Phone @include(if: $with) { value } } } } } } } fragment"
                            + " parts on Account { Name { value } Id }",
                        ",\"variables\":{\"name\":\"O'Brien\",\"with\":false},\"operationName\":\"find\"");

        var node = Client.json(answer).at("/data/uiapi/query/Account/edges/0/node");
        assertThat(node.get("Name").get("value").asString()).isEqualTo("O'Brien");
        assertThat(node.has("Phone")).isFalse();
        assertThat(node.get("Id").asString()).isEqualTo(parent);
    }

    @Test
    void chargesEachSubquery() {
        var before = emulator.books().totalCharge();

        records("Account { totalCount } Contact { totalCount } again: Contact { totalCount }");

        assertThat(emulator.books().totalCharge()).isEqualTo(before + 3);
        var eleven = new StringBuilder("{ uiapi { query {");
        for (var i = 0; i < 11; i++) {
            eleven.append(" a").append(i).append(": Account { totalCount }");
        }
        assertThat(error(eleven + " } } }")).contains("up to 10 subqueries");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    query { uiapi { | InvalidSyntax
                    query { uiapi { query { Nope { totalCount } } } } | Field 'Nope' in type 'RecordQuery' is undefined
                    query { uiapi { query { Account { edges { node { Nope { value } } } } } } } | Field 'Nope' in type 'Account' is undefined
                    query { uiapi { query { Account(where: {Name: {eq: "none"}}) { edges { node { Nope { value } } } } } } } | ValidationError
                    query { uiapi { query { Account { edges { node { Name } } } } } } | SubselectionRequired
                    query { uiapi { query { Account(where: {Nope: {eq: 1}}) { totalCount } } } } | Account_Filter
                    query { uiapi { query { Account(where: {Name: {is: 1}}) { totalCount } } } } | Unknown operator
                    query { uiapi { query { Account(where: {Name: {gt: 1}}) { totalCount } } } } | DataFetchingException
                    query { uiapi { query { Account(first: 2001) { totalCount } } } } | first must be
                    query { uiapi { query { Account(after: "zzz") { totalCount } } } } | Invalid cursor
                    query { uiapi { query { Account(first: $n) { totalCount } } } } | UndefinedVariable
                    mutation { uiapi { AccountCreate { Record { Id } } } } | OperationNotSupported
                    query { __schema { types { name } } } | not implemented
                    query { uiapi { aggregate { Account { edges { node { x } } } } } } | not implemented
                    """)
    void saysWhatIsWrongInItsOwnForm(String query, String expected) {
        assertThat(error(query))
                .contains(expected)
                .contains("\"message\":", "\"locations\":[", "\"extensions\":{\"ErrorType\":");
    }

    @Test
    void whatMultipliesOrNestsWithoutEndIsGivenUp() {
        var loop = "Id";
        for (var i = 0; i < 16; i++) {
            loop = "Contacts { edges { node { Account { " + loop + " } } } }";
        }
        var not = "{Name: {eq: \"x\"}}";
        for (var i = 0; i < 60; i++) {
            not = "{not: " + not + "}";
        }

        assertThat(
                        error(
                                "{ uiapi { query { Account(where: {Id: {eq: \""
                                        + parent
                                        + "\"}}) { edges { node { "
                                        + loop
                                        + " } } } } } }"))
                .contains("more than 20000 records");
        assertThat(error("{ uiapi { query { Account(where: " + not + ") { totalCount } } } }"))
                .contains("nested too deeply");
    }

    @Test
    void aBodyThatIsNoJsonIsRestsOwnError() {
        var answer = client.post("/services/data/v66.0/graphql", "{");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("JSON_PARSER_ERROR");
    }
}
