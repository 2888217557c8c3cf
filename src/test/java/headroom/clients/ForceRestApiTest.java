package headroom.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.force.api.ApiConfig;
import com.force.api.ApiException;
import com.force.api.ApiSession;
import com.force.api.ApiVersion;
import com.force.api.Auth;
import com.force.api.AuthException;
import com.force.api.AuthorizationRequest;
import com.force.api.AuthorizationResponse;
import com.force.api.ForceApi;
import com.force.api.ResourceException;

import headroom.clients.BothWays.Place;
import headroom.testing.Serves;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/// com.frejo:force-rest-api 0.0.45, unmodified.
@Serves("Clients: force-rest-api 0.0.45, direct and through the gateway")
@Serves({
    "POST services/oauth2/token",
    "GET/POST services/oauth2/authorize",
    "GET/POST services/oauth2/revoke",
    "GET id/*",
    "GET services/data",
    "GET sobjects",
    "GET sobjects/{}",
    "GET sobjects/{}/describe",
    "POST sobjects/{}",
    "GET query",
    "GET query/{}"
})
class ForceRestApiTest {
    private static final Logger TALK = Logger.getLogger("com.force.api");
    private static final String BACK = "http://localhost:9/done";

    static {
        TALK.setLevel(Level.SEVERE);
    }

    private static ApiConfig config(Place place) {
        return new ApiConfig()
                .setApiVersion(ApiVersion.DEFAULT_VERSION)
                .setLoginEndpoint(place.url())
                .setUsername(BothWays.USER)
                .setPassword(BothWays.PASSWORD)
                .setClientId(BothWays.APP)
                .setClientSecret(BothWays.APP_SECRET);
    }

    private static ApiConfig soapConfig(Place place) {
        return new ApiConfig()
                .setLoginEndpoint(place.url())
                .setUsername(BothWays.USER)
                .setPassword(BothWays.PASSWORD);
    }

    @Test
    void logsInByEveryFlowItHas() throws Exception {
        var said =
                BothWays.same((place, told) -> {
                    told.add("soap " + who(new ForceApi(bySoap(place))));
                    told.add("password " + who(new ForceApi(config(place))));
                    var session = webServer(place);
                    told.add("web " + who(new ForceApi(config(place), session)));
                    var renewed =
                            Auth.refreshOauthTokenFlow(config(place), session.getRefreshToken());
                    told.add("refresh " + who(new ForceApi(config(place), renewed)));
                    told.add("endpoint " + renewed.getApiEndpoint().equals(place.url()));
                    Auth.revokeToken(config(place), renewed.getAccessToken());
                    try {
                        new ForceApi(renewed).describeGlobal();
                    } catch (RuntimeException e) {
                        told.add("revoked");
                    }
                    wrong(config(place).setPassword("no"), told);
                    wrong(soapConfig(place).setPassword("no"), told);
                });

        assertThat(said)
                .startsWith(
                        "soap erp-nightly@acme.test",
                        "password erp-nightly@acme.test",
                        "web erp-nightly@acme.test",
                        "refresh erp-nightly@acme.test",
                        "endpoint true",
                        "revoked");
        assertThat(said).hasSize(8);
    }

    /// Its SOAP login takes the server's url for `https://`, whatever it says; the token is right.
    private static ApiSession bySoap(Place place) {
        var session = Auth.soaploginPasswordFlow(soapConfig(place));
        return new ApiSession(session.getAccessToken(), place.url());
    }

    private static String who(ForceApi api) {
        return api.getIdentity().getUsername();
    }

    private static void wrong(ApiConfig config, List<String> told) {
        try {
            Auth.authenticate(config);
            told.add("was let in");
        } catch (AuthException e) {
            told.add("refused " + e.getCode() + " " + e.getMessage());
        }
    }

    private static ApiSession webServer(Place place) throws Exception {
        var config = config(place).setRedirectURI(BACK);
        var page =
                Auth.startOAuthWebServerFlow(
                        new AuthorizationRequest().apiConfig(config).state("s1"));
        var yes = URI.create(page + "&login_hint=erp-nightly%40acme.test");
        try (var browser = HttpClient.newHttpClient()) {
            var sent = browser.send(HttpRequest.newBuilder(yes).build(), BodyHandlers.ofString());
            var back = sent.headers().firstValue("Location").orElseThrow();
            return Auth.completeOAuthWebServerFlow(
                    new AuthorizationResponse()
                            .apiConfig(config)
                            .code(back.replaceAll(".*code=([^&]*).*", "$1")));
        }
    }

    @Test
    void writesReadsAndDescribes() throws Exception {
        var said =
                BothWays.same((place, told) -> {
                    var api = new ForceApi(config(place));
                    var id = api.createSObject("Account", Map.of("Name", "Äcme & Söhne"));
                    api.updateSObject("Account", id, Map.of("Phone", "123"));
                    var row = api.getSObject("Account", id).asMap();
                    told.add(row.get("Name") + " " + row.get("Phone"));
                    var line = Map.of("Name", "one");
                    told.add(
                            ""
                                    + api.createOrUpdateSObject(
                                            "Order_Line__c", "Number__c", "N1", line));
                    told.add(
                            ""
                                    + api.createOrUpdateSObject(
                                            "Order_Line__c", "Number__c", "N1", line));
                    told.add("found " + api.query("SELECT Id FROM Account").getTotalSize());
                    api.deleteSObject("Account", id);
                    told.add("left " + api.query("SELECT Id FROM Account").getTotalSize());
                    failures(api, id, told);
                    told.add("objects " + api.describeGlobal().getSObjects().size());
                    var described = api.describeSObject("Order_Line__c");
                    told.add("fields " + described.getFields().size());
                    told.add("children " + api.describeSObject("Account").getName());
                    var unchanged = api.describeSObjectIfModified("Account", new Date());
                    told.add("since now " + (unchanged == null ? "unchanged" : "sent"));
                    told.add(
                            "basics "
                                    + api.discoverSObject("Account", Map.class)
                                            .getObjectDescribe()
                                            .getKeyPrefix());
                    told.add("versions " + api.getSupportedVersions().latest().getVersion());
                });

        assertThat(said)
                .contains(
                        "Äcme & Söhne 123",
                        "CREATED",
                        "UPDATED",
                        "found 1",
                        "left 0",
                        "basics 001",
                        "versions 68.0");
    }

    private static void failures(ForceApi api, String id, List<String> told) {
        try {
            api.getSObject("Account", id);
        } catch (ResourceException | ApiException e) {
            told.add("gone " + e.getMessage());
        }
        try {
            api.createSObject("Account", Map.of("Nope__c", "x"));
        } catch (ApiException e) {
            told.add("bad field " + e.getCode() + " " + e.getMessage());
        }
        try {
            api.query("SELECT Nope FROM Account");
        } catch (ApiException e) {
            told.add("bad query " + e.getCode() + " " + e.getMessage());
        }
    }

    @Test
    void turnsPages() throws Exception {
        var said =
                BothWays.same((place, told) -> {
                    Seed.accounts(place, 2_100);
                    var api = new ForceApi(config(place));
                    var page = api.query("SELECT Id, Name FROM Account ORDER BY Name");
                    told.add("first " + page.getRecords().size() + " of " + page.getTotalSize());
                    var next = api.queryMore(page.getNextRecordsUrl());
                    told.add("next " + next.getRecords().size() + " " + next.isDone());
                    told.add("last " + next.getRecords().getLast().get("Name"));
                });

        assertThat(said).containsExactly("first 2000 of 2100", "next 100 true", "last Seed 02099");
    }

    /// Facts: one refresh when it logged in itself.
    @Test
    void logsInAgainWhenItsSessionEnded() throws Exception {
        var said =
                BothWays.same((place, told) -> {
                    var api = new ForceApi(config(place));
                    told.add("before " + api.query("SELECT Id FROM Account").getTotalSize());
                    var first = api.getSession().getAccessToken();
                    place.endSession(first);
                    told.add("after " + api.query("SELECT Id FROM Account").getTotalSize());
                    told.add("new token " + !api.getSession().getAccessToken().equals(first));
                });

        assertThat(said).containsExactly("before 0", "after 0", "new token true");
    }

    /// Facts: a refusal is an `ApiException(403)`, asked once.
    @Test
    void givesUpAtOnceWhenTheOrgRefuses() throws Exception {
        var said =
                BothWays.same(
                        options -> options.withAllocation(2),
                        (place, told) -> {
                            var api = new ForceApi(config(place));
                            api.query("SELECT Id FROM Account");
                            api.query("SELECT Id FROM Account");
                            var before = place.calls();
                            try {
                                api.query("SELECT Id FROM Account");
                            } catch (ApiException e) {
                                told.add(e.getCode() + " " + e.getMessage());
                            }
                            told.add("calls " + (place.calls() - before));
                        });

        assertThat(said.getFirst()).startsWith("403").contains("REQUEST_LIMIT_EXCEEDED");
        assertThat(said.getLast()).isEqualTo("calls 1");
    }
}
