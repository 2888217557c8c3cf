package headroom.clients;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.clients.camel.Account;
import headroom.clients.camel.Order_Line__c;
import headroom.clients.camel.QueryRecordsAccount;
import headroom.testing.Serves;

import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceLoginConfig;
import org.apache.camel.component.salesforce.api.dto.CreateSObjectResult;
import org.apache.camel.component.salesforce.api.dto.GlobalObjects;
import org.apache.camel.component.salesforce.api.dto.Limits;
import org.apache.camel.component.salesforce.api.dto.SObjectBasicInfo;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.UpsertSObjectResult;
import org.apache.camel.component.salesforce.api.dto.Version;
import org.junit.jupiter.api.Test;

import java.util.List;

/// camel-salesforce 4.18.0, unmodified.
@Serves("Clients: camel-salesforce 4.18.0, direct and through the gateway")
@Serves({
    "POST services/oauth2/token",
    "GET services/data",
    "GET /",
    "GET limits",
    "GET sobjects",
    "GET sobjects/{}",
    "GET sobjects/{}/describe",
    "POST sobjects/{}",
    "GET sobjects/{}/{}",
    "PATCH sobjects/{}/{}",
    "DELETE sobjects/{}/{}",
    "PATCH sobjects/{}/{}/{}",
    "GET sobjects/{}/{}/{}",
    "DELETE sobjects/{}/{}/{}",
    "GET query",
    "GET query/{}",
    "GET queryAll"
})
class CamelTest {
    private static final String ACCOUNT = "?sObjectName=Account";
    private static final String TYPED = "&sObjectClass=headroom.clients.camel.QueryRecordsAccount";

    @Test
    void worksWithRows() throws Exception {
        var said =
                BothWays.same((place, told) -> {
                    try (var camel = CamelRun.at(place)) {
                        discover(camel, told);
                        rows(camel, told);
                        upserts(camel, told);
                        failures(camel, told);
                    }
                });

        assertThat(said)
                .contains(
                        "versions 31.0 to 68.0",
                        "limit 115000",
                        "row Äcme & Söhne 123",
                        "upsert true",
                        "upsert again false",
                        "gone 404 NOT_FOUND The requested resource does not exist");
    }

    private static void discover(CamelRun camel, List<String> told) {
        var versions = (List<?>) camel.ask("getVersions", null);
        told.add(
                "versions "
                        + ((Version) versions.getFirst()).getVersion()
                        + " to "
                        + ((Version) versions.getLast()).getVersion());
        var limits = (Limits) camel.ask("limits", null);
        told.add("limit " + limits.getDailyApiRequests().getMax());
        told.add("resources " + (camel.ask("getResources", null) != null));
        var all = (GlobalObjects) camel.ask("getGlobalObjects", null);
        told.add("objects " + all.getSobjects().size());
        var basics = (SObjectBasicInfo) camel.ask("getBasicInfo" + ACCOUNT, null);
        told.add("basics " + basics.getObjectDescribe().getKeyPrefix());
        var described =
                (SObjectDescription) camel.ask("getDescription?sObjectName=Order_Line__c", null);
        told.add("fields " + described.getFields().size());
    }

    private static void rows(CamelRun camel, List<String> told) {
        var created = (CreateSObjectResult) camel.ask("createSObject", Account.named("Äcme"));
        var change = Account.named("Äcme & Söhne");
        change.setPhone("123");
        change.setId(created.getId());
        camel.ask("updateSObject", change);
        var row = (Account) camel.ask("getSObject" + ACCOUNT, created.getId());
        told.add("row " + row.getName() + " " + row.getPhone());
        var some =
                (Account)
                        camel.ask("getSObject" + ACCOUNT + "&sObjectFields=Name", created.getId());
        told.add("some " + some.getName() + " " + some.getPhone());
        var found =
                (QueryRecordsAccount)
                        camel.ask("query?" + TYPED.substring(1), "SELECT Id, Name FROM Account");
        told.add("found " + found.getTotalSize() + " " + found.getRecords().getFirst().getName());
        camel.ask("deleteSObject" + ACCOUNT, created.getId());
        told.add("gone " + camel.failure("getSObject" + ACCOUNT, created.getId()));
        var all =
                (QueryRecordsAccount)
                        camel.ask(
                                "queryAll?" + TYPED.substring(1),
                                "SELECT Id, IsDeleted FROM Account");
        told.add("all " + all.getTotalSize() + " " + all.getRecords().getFirst().isIsDeleted());
    }

    private static void upserts(CamelRun camel, List<String> told) {
        var path = "upsertSObject?sObjectName=Order_Line__c&sObjectIdName=Number__c";
        var first = (UpsertSObjectResult) camel.ask(path, Order_Line__c.numbered("N1", "one"));
        told.add("upsert " + first.getCreated());
        var second = (UpsertSObjectResult) camel.ask(path, Order_Line__c.numbered("N1", "two"));
        told.add("upsert again " + (second == null ? "said nothing" : second.getCreated()));
        var line =
                (Order_Line__c)
                        camel.ask(
                                "getSObjectWithId?sObjectName=Order_Line__c&sObjectIdName=Number__c",
                                "N1");
        told.add("by key " + line.getName());
        camel.ask("deleteSObjectWithId?sObjectName=Order_Line__c&sObjectIdName=Number__c", "N1");
    }

    private static void failures(CamelRun camel, List<String> told) {
        told.add("no name " + camel.failure("createSObject", new Account()));
        told.add(
                "query "
                        + camel.failure("query?" + TYPED.substring(1), "SELECT Nope FROM Account"));
        told.add("object " + camel.failure("getDescription?sObjectName=Nope__c", null));
    }

    @Test
    void streamsPages() throws Exception {
        var said =
                BothWays.same((place, told) -> {
                    Seed.accounts(place, 2_100);
                    try (var camel = CamelRun.at(place)) {
                        var first =
                                (QueryRecordsAccount)
                                        camel.ask(
                                                "query?" + TYPED.substring(1),
                                                "SELECT Id, Name FROM Account ORDER BY Name");
                        told.add("first " + first.getRecords().size() + " " + first.getDone());
                        var next =
                                (QueryRecordsAccount)
                                        camel.ask(
                                                "queryMore?" + TYPED.substring(1),
                                                first.getNextRecordsUrl());
                        told.add("next " + next.getRecords().size() + " " + next.getDone());
                        told.add("last " + next.getRecords().getLast().getName());
                    }
                });

        assertThat(said).containsExactly("first 2000 false", "next 100 true", "last Seed 02099");
    }

    @Test
    void logsInByEveryFlowItHas() throws Exception {
        var said =
                BothWays.same(
                        options ->
                                options.withRefreshTokens(
                                        java.util.Map.of("5Aep861refresh", BothWays.USER)),
                        (place, told) -> {
                            told.add("password " + count(CamelRun.password(place)));
                            told.add(
                                    "client credentials "
                                            + count(
                                                    CamelRun.client(
                                                            place,
                                                            AuthenticationType
                                                                    .CLIENT_CREDENTIALS)));
                            var refresh = CamelRun.client(place, AuthenticationType.REFRESH_TOKEN);
                            refresh.setRefreshToken("5Aep861refresh");
                            told.add("refresh " + count(refresh));
                            var jwt = CamelRun.client(place, AuthenticationType.JWT);
                            jwt.setUserName(BothWays.USER);
                            jwt.setKeystore(Keys.store());
                            jwt.setJwtAudience(place.url());
                            told.add("jwt " + count(jwt));
                        });

        assertThat(said)
                .containsExactly("password 0", "client credentials 0", "refresh 0", "jwt 0");
    }

    private static int count(SalesforceLoginConfig login) throws Exception {
        try (var camel = new CamelRun(login)) {
            return ((QueryRecordsAccount)
                            camel.ask("query?" + TYPED.substring(1), "SELECT Id FROM Account"))
                    .getTotalSize();
        }
    }

    /// Facts: re-login and repeat, and the 403 is not asked again.
    @Test
    void logsInAgainAndGivesUpAtOnceWhenRefused() throws Exception {
        var said =
                BothWays.same(
                        options -> options.withAllocation(3),
                        (place, told) -> {
                            try (var camel = CamelRun.at(place)) {
                                var query = "query?" + TYPED.substring(1);
                                var soql = "SELECT Id FROM Account";
                                camel.ask(query, soql);
                                var first = camel.token();
                                place.endSession(first);
                                camel.ask(query, soql);
                                told.add("new token " + !camel.token().equals(first));
                                camel.ask(query, soql);
                                var before = place.calls();
                                told.add(camel.failure(query, soql));
                                told.add("calls " + (place.calls() - before));
                            }
                        });

        assertThat(said)
                .containsExactly(
                        "new token true",
                        "403 REQUEST_LIMIT_EXCEEDED TotalRequests Limit exceeded.",
                        "calls 1");
    }
}
