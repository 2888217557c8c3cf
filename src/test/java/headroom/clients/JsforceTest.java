package headroom.clients;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Serves;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/// jsforce 3, unmodified, in Node 22.
@Serves("Clients: jsforce 3.10 in Node 22, direct and through the gateway (full run)")
@Serves({
    "POST composite/graph",
    "POST composite",
    "POST composite/batch",
    "POST composite/tree/{}"
})
@Tag("full")
class JsforceTest {
    private static Jsforce jsforce;

    @BeforeAll
    static void bring() throws Exception {
        jsforce = Jsforce.bring();
    }

    private static List<String> told(String... parts) throws Exception {
        return BothWays.same((place, told) -> told.addAll(jsforce.check(place.url(), parts)));
    }

    @Test
    void logsInByEveryFlowItHas() throws Exception {
        assertThat(told("login"))
                .containsExactly(
                        "soap erp-nightly@acme.test true",
                        "password erp-nightly@acme.test true",
                        "web erp-nightly@acme.test true",
                        "client credentials erp-nightly@acme.test",
                        "jwt erp-nightly@acme.test",
                        "refreshing",
                        "refresh 0",
                        "wrong password invalid_grant  authentication failure",
                        "wrong soap password Error  INVALID_LOGIN: Invalid"
                                + " username, password, security token; or user locked out.",
                        "after logout INVALID_SESSION_ID INVALID_SESSION_ID Session expired or"
                                + " invalid",
                        "bare token INVALID_SESSION_ID INVALID_SESSION_ID Session expired or"
                                + " invalid");
    }

    @Test
    void worksWithRows() throws Exception {
        assertThat(told("rows", "pages", "soap"))
                .contains(
                        "row Äcme & Söhne 123 Account",
                        "upsert true",
                        "again false",
                        "found 1",
                        "left 0",
                        "all 1",
                        "versions 68.0",
                        "page 200 450 false",
                        "page 250 true",
                        "streamed 450 Seed 00449",
                        "user erp-nightly@acme.test")
                .noneMatch(line -> line.contains("FAILED"));
    }

    @Test
    void loadsInBulk() throws Exception {
        assertThat(told("bulk", "bulk2"))
                .containsExactly("v1 10 1", "v1 query 10", "v2 10 1 0", "v2 query 20");
    }

    @Test
    void worksWithManyRowsInOneCall() throws Exception {
        assertThat(told("collections", "composite", "other"))
                .contains(
                        "made [[true,[]],[false,[\"REQUIRED_FIELD_MISSING\"]],[true,[]]]",
                        "changed true,true",
                        "upsert true,true false,false",
                        "deleted true,true",
                        "split 201",
                        "composite 201,201,200",
                        "read back Parent",
                        "batch true 200,404",
                        "tree false a,c",
                        "graph true",
                        "search 1",
                        "updated 205",
                        "explain true")
                .noneMatch(line -> line.contains("FAILED"));
    }

    @Test
    void givesUpAtOnceWhenTheOrgRefuses() throws Exception {
        var said =
                BothWays.same(
                        options -> options.withAllocation(3),
                        (place, told) -> told.addAll(jsforce.check(place.url(), "refusal")));

        assertThat(said)
                .containsExactly(
                        "refused REQUEST_LIMIT_EXCEEDED TotalRequests Limit exceeded. true");
    }
}
