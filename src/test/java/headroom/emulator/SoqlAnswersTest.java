package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;

/// What queries answer, byte for byte but for ids: children, groups, functions, parents of several
/// types.
@Serves("SOQL: child subqueries, semi-joins, groups, aggregates, functions, typed parents")
@Serves(value = "SOQL: explain", approximate = "costs are our own estimate")
class SoqlAnswersTest {
    private static Emulator emulator;
    private static Client client;

    @BeforeAll
    static void start() {
        var visit =
                ObjectType.custom(
                        "Visit__c",
                        "a01",
                        List.of(
                                Field.lookup("Whom__c", "Whom", "Whom__r", "Account", "Contact"),
                                Field.number("Hours__c", "Hours", 1)));
        emulator =
                Emulator.start(
                        EmulatorOptions.defaults()
                                .withClock(
                                        EmulatorClock.standingAt(
                                                Instant.parse("2026-11-20T12:00:00Z")))
                                .withObjects(List.of(visit)));
        client = Client.loggedIn(emulator);
        var acme =
                client.create(
                        "Account",
                        "{\"Name\":\"Acme\",\"AnnualRevenue\":1000.5,\"NumberOfEmployees\":7,"
                                + "\"Industry\":\"Technology\",\"Rating\":\"Hot\"}");
        client.create("Account", "{\"Name\":\"Beta\",\"Industry\":\"Energy\",\"Rating\":\"Hot\"}");
        client.create("Account", "{\"Name\":\"Cato\",\"Industry\":\"Energy\"}");
        client.create("Account", "{\"Name\":\"Acme Sons\",\"ParentId\":\"" + acme + "\"}");
        var ada = contact("Ada", acme, "1815-12-10");
        contact("Bob", acme, "1990-02-01");
        client.create("Contact", "{\"LastName\":\"Eve\"}");
        opportunity("Small", acme, 10, "2026-10-05");
        opportunity("Large", acme, 90, "2026-11-21");
        client.create("Visit__c", "{\"Name\":\"One\",\"Whom__c\":\"" + acme + "\"}");
        client.create(
                "Visit__c", "{\"Name\":\"Two\",\"Hours__c\":1.5,\"Whom__c\":\"" + ada + "\"}");
        client.create("Visit__c", "{\"Name\":\"Three\"}");
    }

    private static String contact(String name, String account, String birth) {
        return client.create(
                "Contact",
                "{\"LastName\":\""
                        + name
                        + "\",\"AccountId\":\""
                        + account
                        + "\",\"Birthdate\":\""
                        + birth
                        + "\"}");
    }

    private static void opportunity(String name, String account, int amount, String close) {
        client.create(
                "Opportunity",
                "{\"Name\":\""
                        + name
                        + "\",\"StageName\":\"Prospecting\",\"Amount\":"
                        + amount
                        + ",\"CloseDate\":\""
                        + close
                        + "\",\"AccountId\":\""
                        + account
                        + "\"}");
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    /// The answer's records without attributes' urls and without quotes.
    private static String records(String soql) {
        var answer = client.query(soql);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.json(answer)
                .get("records")
                .toString()
                .replaceAll(",\"url\":\"[^\"]*\"", "")
                .replaceAll("\"attributes\":\\{\"type\":\"(\\w+)\"},?", "@$1 ")
                .replace("\"", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELECT Name, (SELECT Name FROM Contacts ORDER BY Name DESC) FROM Account WHERE Name LIKE 'Acme' | [{@Account Name:Acme,Contacts:{totalSize:2,done:true,records:[{@Contact Name:Bob},{@Contact Name:Ada}]}}]
                    SELECT (SELECT Name FROM Contacts WHERE Name = 'Ada' LIMIT 1), Name FROM Account WHERE Name IN ('Acme','Beta') ORDER BY Name | [{@Account Contacts:{totalSize:1,done:true,records:[{@Contact Name:Ada}]},Name:Acme},{@Account Contacts:null,Name:Beta}]
                    SELECT Name, (SELECT Name, Account.Name FROM a.Opportunities o WHERE o.Amount > 50) FROM Account a WHERE Id IN (SELECT AccountId FROM Contact) | [{@Account Name:Acme,Opportunities:{totalSize:1,done:true,records:[{@Opportunity Name:Large,Account:{@Account Name:Acme}}]}}]
                    SELECT Name, (SELECT Name FROM ChildAccounts) FROM Account WHERE Name = 'Acme' | [{@Account Name:Acme,ChildAccounts:{totalSize:1,done:true,records:[{@Account Name:Acme Sons}]}}]
                    SELECT Name, (SELECT Name, (SELECT Name FROM Contacts LIMIT 1) FROM ChildAccounts) FROM Account WHERE Name = 'Acme' | [{@Account Name:Acme,ChildAccounts:{totalSize:1,done:true,records:[{@Account Name:Acme Sons,Contacts:null}]}}]
                    SELECT Name FROM Contact WHERE AccountId NOT IN (SELECT Id FROM Account WHERE Name = 'Acme') | [{@Contact Name:Eve}]
                    SELECT Name FROM Account WHERE Id NOT IN (SELECT AccountId FROM Contact) AND ParentId = null ORDER BY Name | [{@Account Name:Beta},{@Account Name:Cato}]
                    """)
    void showsChildrenAndJoins(String soql, String expected) {
        assertThat(records(soql)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELECT COUNT(Id) FROM Account | [{@AggregateResult expr0:4}]
                    SELECT COUNT(Id) n, SUM(AnnualRevenue), AVG(NumberOfEmployees), MIN(Name) first, MAX(Name) FROM Account | [{@AggregateResult n:4,expr0:1000.5,expr1:7.0,first:Acme,expr2:Cato}]
                    SELECT Industry, COUNT(Id) FROM Account GROUP BY Industry ORDER BY COUNT(Id) DESC, Industry NULLS LAST | [{@AggregateResult Industry:Energy,expr0:2},{@AggregateResult Industry:Technology,expr0:1},{@AggregateResult Industry:null,expr0:1}]
                    SELECT Industry i, COUNT_DISTINCT(Rating) r FROM Account GROUP BY Industry HAVING COUNT(Id) > 1 AND Industry LIKE 'e%' | [{@AggregateResult i:Energy,r:1}]
                    SELECT Account.Name, SUM(Amount) total FROM Opportunity GROUP BY Account.Name | [{@AggregateResult Name:Acme,total:100.0}]
                    SELECT CALENDAR_MONTH(CloseDate) m, SUM(Amount) FROM Opportunity GROUP BY CALENDAR_MONTH(CloseDate) ORDER BY CALENDAR_MONTH(CloseDate) | [{@AggregateResult m:10,expr0:10.0},{@AggregateResult m:11,expr0:90.0}]
                    SELECT DAY_ONLY(CreatedDate), COUNT(Id) FROM Account GROUP BY DAY_ONLY(CreatedDate) | [{@AggregateResult expr0:2026-11-20,expr1:4}]
                    SELECT COUNT(Id), MAX(Amount) FROM Opportunity WHERE Amount > 1000 | [{@AggregateResult expr0:0,expr1:null}]
                    SELECT Name, COUNT(Id) FROM Opportunity WHERE Amount > 1000 GROUP BY Name | []
                    SELECT Industry, GROUPING(Industry) g, COUNT(Id) c FROM Account WHERE Industry != null GROUP BY ROLLUP(Industry) ORDER BY GROUPING(Industry), Industry | [{@AggregateResult Industry:Energy,g:0,c:2},{@AggregateResult Industry:Technology,g:0,c:1},{@AggregateResult Industry:null,g:1,c:3}]
                    SELECT Industry, Rating, COUNT(Id) c FROM Account WHERE Industry != null AND Rating != null GROUP BY CUBE(Industry, Rating) HAVING COUNT(Id) > 1 ORDER BY Rating NULLS LAST | [{@AggregateResult Industry:null,Rating:Hot,c:2},{@AggregateResult Industry:null,Rating:null,c:2}]
                    SELECT Rating FROM Account GROUP BY Rating LIMIT 1 OFFSET 1 | [{@AggregateResult Rating:null}]
                    SELECT FORMAT(MAX(Amount)) top FROM Opportunity | [{@AggregateResult top:$90.00}]
                    """)
    void answersGroups(String soql, String expected) {
        assertThat(records(soql)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELECT Name, Whom__r.Name, Whom__r.Type FROM Visit__c ORDER BY Name | [{@Visit__c Name:One,Whom__r:{@Name Name:Acme,Type:Account}},{@Visit__c Name:Three,Whom__r:null},{@Visit__c Name:Two,Whom__r:{@Name Name:Ada,Type:Contact}}]
                    SELECT Name FROM Visit__c WHERE Whom__r.Type = 'Contact' | [{@Visit__c Name:Two}]
                    SELECT Whom__r.LastName FROM Visit__c WHERE Whom__r.Name IN ('Acme', 'Ada') ORDER BY Name | [{@Visit__c Whom__r:{@Name LastName:null}},{@Visit__c Whom__r:{@Name LastName:Ada}}]
                    SELECT TYPEOF Whom__r WHEN Account THEN Industry, Owner.Alias WHEN Contact THEN LastName END FROM Visit__c ORDER BY Name | [{@Visit__c Whom__r:{@Account Industry:Technology,Owner:{@User Alias:null}}},{@Visit__c Whom__r:null},{@Visit__c Whom__r:{@Contact LastName:Ada}}]
                    SELECT TYPEOF Whom__r WHEN Account THEN Industry ELSE Name END FROM Visit__c WHERE Name = 'Two' | [{@Visit__c Whom__r:{@Name Name:Ada}}]
                    """)
    void readsParentsOfSeveralTypes(String soql, String expected) {
        assertThat(records(soql).replaceAll("Alias:\\w+", "Alias:null")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELECT toLabel(Industry) FROM Account WHERE Name = 'Acme' | [{@Account Industry:Technology}]
                    SELECT FORMAT(Amount) a, FORMAT(CloseDate) d, FORMAT(CreatedDate) t FROM Opportunity WHERE Name = 'Small' | [{@Opportunity a:$10.00,d:10/5/2026,t:11/20/2026, 12:00 PM}]
                    SELECT convertCurrency(Amount) FROM Opportunity WHERE Amount > USD50 | [{@Opportunity Amount:90.0}]
                    SELECT Name FROM Opportunity WHERE CALENDAR_YEAR(CloseDate) = 2026 AND DAY_IN_MONTH(CloseDate) < 6 | [{@Opportunity Name:Small}]
                    SELECT Name FROM Account WHERE HOUR_IN_DAY(convertTimezone(CreatedDate)) != 12 | []
                    SELECT Name FROM Opportunity WHERE CloseDate = TOMORROW | [{@Opportunity Name:Large}]
                    SELECT Name FROM Opportunity WHERE CloseDate = LAST_N_MONTHS:1 | [{@Opportunity Name:Small}]
                    SELECT Name FROM Opportunity WHERE CloseDate = THIS_FISCAL_QUARTER ORDER BY Amount | [{@Opportunity Name:Small},{@Opportunity Name:Large}]
                    SELECT Name FROM Opportunity WHERE CloseDate IN (TOMORROW, 2026-10-05) ORDER BY CloseDate DESC | [{@Opportunity Name:Large},{@Opportunity Name:Small}]
                    SELECT Name FROM Opportunity WHERE CloseDate = N_DAYS_AGO:46 | [{@Opportunity Name:Small}]
                    SELECT Name FROM Account WHERE Rating = '' ORDER BY Name | [{@Account Name:Acme Sons},{@Account Name:Cato}]
                    SELECT Name FROM Account ORDER BY Industry DESC NULLS LAST, Name LIMIT 2 | [{@Account Name:Acme},{@Account Name:Beta}]
                    SELECT Name FROM Account ORDER BY Industry NULLS LAST, Name LIMIT 1 | [{@Account Name:Beta}]
                    SELECT Name FROM Account WITH SECURITY_ENFORCED LIMIT 1 | [{@Account Name:Acme}]
                    SELECT Name FROM Account USING SCOPE everything WHERE Name = 'Beta' FOR VIEW | [{@Account Name:Beta}]
                    SELECT Name FROM Account WHERE Name = 'Beta' LIMIT 1 FOR UPDATE | [{@Account Name:Beta}]
                    SELECT Name FROM Account WHERE (NOT Name LIKE 'A%') AND (Name = 'Beta' OR (Name = 'Cato' AND Industry = 'Energy')) ORDER BY Name ASC NULLS FIRST | [{@Account Name:Beta},{@Account Name:Cato}]
                    SELECT FIELDS(CUSTOM) FROM Visit__c WHERE Hours__c = +1.5 LIMIT 200 | [{@Visit__c Whom__c:X,Hours__c:1.5}]
                    """)
    void understandsFunctionsAndLiterals(String soql, String expected) {
        assertThat(records(soql).replaceAll("Whom__c:\\w{18}", "Whom__c:X")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELECT Name n FROM Account | MALFORMED_QUERY | only aggregate expressions use field aliasing
                    SELECT Id, Name, Id FROM Account | INVALID_FIELD | duplicate field selected: Id
                    SELECT Id, FIELDS(ALL) FROM Account LIMIT 200 | INVALID_FIELD | duplicate field selected: Id
                    SELECT FIELDS(ALL) FROM Account LIMIT 201 | MALFORMED_QUERY | The SOQL FIELDS function must have a LIMIT of at most 200
                    SELECT FIELDS(ALL), MIN(Name) FROM Account GROUP BY Id LIMIT 200 | MALFORMED_QUERY | Field must be grouped or aggregated
                    SELECT Name, COUNT(Id) FROM Account | MALFORMED_QUERY | Field must be grouped or aggregated: Name
                    SELECT Industry FROM Account GROUP BY Rating | MALFORMED_QUERY | Field must be grouped or aggregated: Industry
                    SELECT COUNT(Id) FROM Account ORDER BY Name | MALFORMED_QUERY | Field must be grouped or aggregated: Name
                    SELECT SUM(Name) FROM Account | MALFORMED_QUERY | field Name does not support aggregate operator SUM
                    SELECT COUNT(IsDeleted) FROM Account | MALFORMED_QUERY | field IsDeleted does not support aggregate operator COUNT
                    SELECT COUNT(Id) FROM Account GROUP BY CreatedDate | MALFORMED_QUERY | field 'CreatedDate' can not be grouped in a query call
                    SELECT Name, COUNT(Id) Name FROM Account GROUP BY Name | MALFORMED_QUERY | duplicate alias: Name
                    SELECT (SELECT COUNT(Id) FROM Contacts) FROM Account | MALFORMED_QUERY | only root queries support aggregate expressions
                    SELECT (SELECT Id FROM Foos) FROM Account | INVALID_TYPE | Didn't understand relationship 'Foos' in FROM part of query call.
                    SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact) OR Name = 'x' | MALFORMED_QUERY | Semi join sub-selects are not allowed with the 'OR' operator
                    SELECT Id FROM Account WHERE Id IN (SELECT ParentId FROM Account) | MALFORMED_QUERY | The inner and outer selects should not be on the same object type
                    SELECT Id FROM Account WHERE Name IN (SELECT AccountId FROM Contact) | MALFORMED_QUERY | should be an id field, cannot use: 'Name'
                    SELECT Id FROM Account WHERE Id LIKE '001%' | INVALID_QUERY_FILTER_OPERATOR | invalid operator on id field
                    SELECT Id FROM Account WHERE AnnualRevenue LIKE '1%' | INVALID_QUERY_FILTER_OPERATOR | invalid operator on currency field
                    SELECT Id FROM Account WHERE IsDeleted > false | INVALID_QUERY_FILTER_OPERATOR | invalid operator on boolean field
                    SELECT Id FROM Account WHERE Name INCLUDES ('a') | INVALID_QUERY_FILTER_OPERATOR | invalid operator on string field
                    SELECT Id FROM Account WHERE Id = 'abc' | INVALID_QUERY_FILTER_OPERATOR | invalid ID field: abc
                    SELECT Id FROM Account WHERE Description = 'a' | INVALID_FIELD | field 'Description' can not be filtered in a query call
                    SELECT Id FROM Account ORDER BY Description | MALFORMED_QUERY | field 'Description' can not be sorted in a query call
                    SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c' | MALFORMED_QUERY | unexpected token: 'OR'
                    SELECT Parent.Parent.Parent.Parent.Parent.Parent.Name FROM Account | INVALID_FIELD | maximum of 5 levels
                    SELECT Whom__r.Industry FROM Visit__c | INVALID_FIELD | No such column 'Industry' on entity 'Name'.
                    SELECT Id FROM Account LIMIT 99999999999 | MALFORMED_QUERY | number out of range
                    SELECT Id FROM Account WHERE CreatedDate = LAST_N_YEARS:2000000000 | MALFORMED_QUERY | date literal out of range
                    SELECT Id FROM Account WHERE CreatedDate = 2026-13-41 | MALFORMED_QUERY | invalid date
                    SELECT HOUR_IN_DAY(CloseDate) FROM Opportunity GROUP BY HOUR_IN_DAY(CloseDate) | MALFORMED_QUERY | does not support function HOUR_IN_DAY
                    SELECT CALENDAR_YEAR(CreatedDate) FROM Account | MALFORMED_QUERY | Field must be grouped or aggregated
                    SELECT TYPEOF Owner WHEN User THEN Name END FROM Account | MALFORMED_QUERY | polymorphic
                    """)
    void refusesInSalesforcesWords(String soql, String code, String message) {
        var answer = client.query(soql);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Client.json(answer).get(0).get("errorCode").asString()).isEqualTo(code);
        assertThat(Client.json(answer).get(0).get("message").asString()).contains(message);
    }

    @Test
    void drawsThirtyCharactersAndWholeWordsAroundTheCaret() {
        var answer =
                client.query(
                        "SELECT Id, BillingCity, BillingState, BillingCountry, Foo, Name,"
                                + " AnnualRevenue, AccountNumber FROM Account");

        assertThat(Client.json(answer).get(0).get("message").asString())
                .startsWith(
                        "\nBillingState, BillingCountry, Foo, Name, AnnualRevenue, AccountNumber\n"
                                + "                              ^\nERROR at Row:1:Column:55\n");
    }

    @Test
    void explainsByIndexAndByScan() {
        var path = "/services/data/v66.0/query?explain=";
        var answer =
                client.get(
                        path
                                + Client.encoded(
                                        "SELECT Id FROM Account WHERE Name = 'Acme' AND Site ="
                                                + " 'x'"));

        assertThat(answer.body())
                .isEqualTo(
                        "{\"plans\":[{\"cardinality\":1,\"fields\":[\"Name\"],"
                            + "\"leadingOperationType\":\"Index\",\"notes\":[{\"description\":\"Not"
                            + " considering filter for optimization because unindexed\","
                            + "\"fields\":[\"IsDeleted\"],\"tableEnumOrId\":\"Account\"}],"
                            + "\"relativeCost\":0.325,\"sobjectCardinality\":4,"
                            + "\"sobjectType\":\"Account\"},{\"cardinality\":4,\"fields\":[],"
                            + "\"leadingOperationType\":\"TableScan\",\"notes\":[{\"description\":\"Not"
                            + " considering filter for optimization because"
                            + " unindexed\",\"fields\":[\"IsDeleted\"],\"tableEnumOrId\":"
                            + "\"Account\"}],\"relativeCost\":0.65,\"sobjectCardinality\":4,"
                            + "\"sobjectType\":\"Account\"}]}");
        assertThat(client.get(path + "SELECT+Id+FROM").body()).contains("MALFORMED_QUERY");
    }

    @Test
    void describesColumnsOfGroupsAndChildren() {
        var path = "/services/data/v66.0/query?columns=true&q=";
        var groups =
                Client.json(
                        client.get(
                                path
                                        + Client.encoded(
                                                "SELECT Name, COUNT(Id), MAX(Site) s FROM Account"
                                                        + " GROUP BY Name")));
        var children =
                Client.json(
                        client.get(
                                path
                                        + Client.encoded(
                                                "SELECT Id, (SELECT Name FROM Contacts) FROM"
                                                        + " Account")));

        assertThat(groups.get("groupBy").asBoolean()).isTrue();
        assertThat(groups.get("columnMetadata").get(1).get("columnName").asString())
                .isEqualTo("expr0");
        assertThat(groups.get("columnMetadata").get(1).get("displayName").asString())
                .isEqualTo("COUNT(Id)");
        assertThat(groups.get("columnMetadata").get(2).get("aggregate").asBoolean()).isTrue();
        assertThat(children.get("idSelected").asBoolean()).isTrue();
        assertThat(children.get("columnMetadata").get(1).get("aggregate").asBoolean()).isTrue();
        assertThat(
                        children.get("columnMetadata")
                                .get(1)
                                .get("joinColumns")
                                .get(0)
                                .get("columnName")
                                .asString())
                .isEqualTo("Name");
    }
}
