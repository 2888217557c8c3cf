package headroom.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.force.api.ApiConfig;
import com.force.api.ApiVersion;
import com.force.api.ForceApi;
import com.sforce.soap.partner.Connector;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;

import headroom.report.Facts;
import headroom.report.Habit;
import headroom.report.Habit.Basis;
import headroom.report.Habit.Confidence;
import headroom.report.HabitKind;
import headroom.report.Habits;
import headroom.report.ReportRange;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Bad habits and good ones of real clients, through the gateway to an org; then the advice.
class AdviceTest {
    private static final Instant START = Instant.parse("2026-11-18T09:00:00Z");
    private static final String DATA = "/services/data/v66.0/";
    private static final Logger TALK = Logger.getLogger("com.force.api");

    private final HttpClient http = HttpClient.newHttpClient();
    private World world;

    @BeforeEach
    void start() throws Exception {
        TALK.setLevel(Level.SEVERE);
        world = World.start(options -> options);
        world.clock.speed(0);
        world.clock.set(START);
    }

    @AfterEach
    void stop() {
        http.close();
        world.close();
    }

    private ForceApi client(String app) {
        return new ForceApi(
                new ApiConfig()
                        .setApiVersion(ApiVersion.DEFAULT_VERSION)
                        .setLoginEndpoint(world.url())
                        .setUsername(app + "@acme.test")
                        .setPassword("secret")
                        .setClientId(app + "-key")
                        .setClientSecret("s"));
    }

    private String send(String token, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(world.url() + DATA + path))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }

    private void pass(Duration time) {
        world.clock.step(time);
    }

    private List<String> accounts(ForceApi client, int count) {
        var ids = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            ids.add(client.createSObject("Account", Map.of("Name", "Account " + i)));
        }
        return ids;
    }

    private List<Habit> habits() throws IOException {
        world.drain();
        var range = ReportRange.of(START, START.plus(Duration.ofHours(2)));
        try (var reader = headroom.ledger.LedgerReader.open(world.ledgerFile());
                var facts =
                        new Facts(
                                reader, world.ledgerFile().resolveSibling("none"), "acme", range)) {
            return new Habits(facts).find(START.plus(Duration.ofHours(2)), 20);
        }
    }

    private static Habit only(List<Habit> habits, HabitKind kind) {
        assertThat(habits).extracting(Habit::kind).containsOnlyOnce(kind);
        return habits.stream().filter(habit -> habit.kind() == kind).findFirst().orElseThrow();
    }

    @Test
    void findsWhatAClientWritesReadsAndDescribesOneByOne() throws Exception {
        var erp = client("erp-nightly");
        var ids = accounts(erp, 100);
        pass(Duration.ofMinutes(10));
        for (var i = 0; i < 120; i++) {
            erp.updateSObject("Account", ids.get(i % 100), Map.of("Name", "Again " + i));
            pass(Duration.ofSeconds(1));
        }
        pass(Duration.ofMinutes(10));
        for (var id : ids) {
            erp.getSObject("Account", id);
            pass(Duration.ofMillis(500));
        }
        pass(Duration.ofMinutes(10));
        var portal = client("support-portal");
        for (var i = 0; i < 60; i++) {
            portal.describeSObject("Account");
            portal.getSObject("Account", ids.getFirst());
            pass(Duration.ofSeconds(5));
        }

        var habits = habits();

        var writes = only(habits, HabitKind.SINGLE_WRITES);
        assertThat(writes.integration()).isEqualTo("erp-nightly");
        assertThat(writes.object()).isEqualTo("Account");
        // 100 creates in one minute and 120 updates in two: three calls would have done.
        assertThat(writes.charges()).isEqualTo(220);
        assertThat(writes.savesPerDay()).isEqualTo(217);
        assertThat(writes.confidence()).isEqualTo(Confidence.HIGH);
        var reads = only(habits, HabitKind.SINGLE_READS);
        assertThat(reads.integration()).isEqualTo("erp-nightly");
        assertThat(reads.savesPerDay()).isEqualTo(99);
        assertThat(reads.things()).isEqualTo(100);
        assertThat(reads.everyMillis()).isEqualTo(500);
        var again = only(habits, HabitKind.SAME_READS);
        assertThat(again.user()).isEqualTo("support-portal@acme.test");
        assertThat(again.things()).isEqualTo(1);
        assertThat(again.savesPerDay()).isBetween(57L, 59L);
        var describes = only(habits, HabitKind.DESCRIBES);
        assertThat(describes.charges()).isEqualTo(60);
        assertThat(describes.savesPerDay()).isEqualTo(59);
        assertThat(habits).allMatch(habit -> habit.basis() == Basis.ALL_CALLS).hasSize(4);
    }

    @Test
    void findsLoginStormsPollingRetriesAndSmallRequests() throws Exception {
        for (var i = 0; i < 40; i++) {
            soap("marketing").getServerTimestamp();
            pass(Duration.ofSeconds(20));
        }
        for (var i = 0; i < 40; i++) {
            client("support-portal").getSession();
        }
        var token = client("erp-nightly").getSession().getAccessToken();
        var job =
                send(
                                token,
                                "POST",
                                "jobs/ingest",
                                "{\"object\":\"Account\",\"operation\":\"insert\"}")
                        .replaceAll("(?s).*\"id\":\"(\\w+)\".*", "$1");
        for (var i = 0; i < 120; i++) {
            send(token, "GET", "jobs/ingest/" + job, "");
            pass(Duration.ofSeconds(1));
        }
        for (var i = 0; i < 60; i++) {
            send(token, "GET", "limits", "");
            send(token, "PATCH", "sobjects/Account/001000000000000AAA", "{\"Name\":\"x\"}");
            send(
                    token,
                    "POST",
                    "composite",
                    "{\"compositeRequest\":[{\"method\":\"GET\",\"referenceId\":\"a\","
                            + "\"url\":\"/services/data/v66.0/sobjects\"}]}");
            pass(Duration.ofSeconds(1));
        }

        var habits = habits();

        assertThat(habits)
                .filteredOn(habit -> habit.kind() == HabitKind.LOGINS)
                .extracting(Habit::integration, Habit::calls, Habit::savesPerDay)
                // What OAuth hands out is not charged, and a storm all the same.
                .containsExactly(tuple("marketing", 40L, 39L), tuple("support-portal", 40L, 0L));
        var polls = only(habits, HabitKind.POLLS);
        assertThat(polls.everyMillis()).isEqualTo(1_000);
        assertThat(polls.things()).isEqualTo(1);
        assertThat(polls.savesPerDay()).isEqualTo(120 - 5);
        assertThat(only(habits, HabitKind.LIMITS).savesPerDay()).isEqualTo(58);
        var failures = only(habits, HabitKind.FAILURES);
        assertThat(failures.object()).isEqualTo("Account");
        assertThat(failures.savesPerDay()).isEqualTo(58);
        // Sixty requests of at most 1.5 subrequests each would fit into a few.
        assertThat(only(habits, HabitKind.SMALL_BATCHES).savesPerDay()).isBetween(50L, 58L);
        assertThat(habits).hasSize(6);
    }

    /// force-wsc compresses what it sends.
    @Test
    void tellsOneRecordByOneFromManyAtOnceInSoap() throws Exception {
        var one = soap("erp-nightly");
        var many = soap("marketing");
        for (var i = 0; i < 20; i++) {
            one.create(leads(i, 1));
            many.create(leads(i, 200));
            pass(Duration.ofSeconds(2));
        }

        var habits = habits();

        var writes = only(habits, HabitKind.SINGLE_WRITES);
        assertThat(writes.integration()).isEqualTo("erp-nightly");
        assertThat(writes.savesPerDay()).isEqualTo(19);
        assertThat(writes.confidence()).isEqualTo(Confidence.MEDIUM);
        assertThat(habits).hasSize(1);
    }

    private PartnerConnection soap(String app) throws ConnectionException {
        var config = new ConnectorConfig();
        config.setUsername(app + "@acme.test");
        config.setPassword("secret");
        config.setAuthEndpoint(world.url() + "/services/Soap/u/65.0");
        return Connector.newConnection(config);
    }

    private static SObject[] leads(int from, int count) {
        var rows = new SObject[count];
        for (var i = 0; i < count; i++) {
            rows[i] = new SObject("Lead");
            rows[i].setField("LastName", "Lead %d %d".formatted(from, i * 37 % 1000));
            rows[i].setField("Company", "Company " + i);
        }
        return rows;
    }

    @Test
    void findsSmallPagesByTheRowsBeforeThem() throws Exception {
        var erp = client("erp-nightly");
        var token = erp.getSession().getAccessToken();
        for (var batch = 0; batch < 15; batch++) {
            var records = new ArrayList<String>();
            for (var i = 0; i < 200; i++) {
                records.add("{\"attributes\":{\"type\":\"Account\"},\"Name\":\"%d\"}".formatted(i));
            }
            send(
                    token,
                    "POST",
                    "composite/sobjects",
                    "{\"records\":[" + String.join(",", records) + "]}");
        }
        for (var round = 0; round < 3; round++) {
            var query = URLEncoder.encode("SELECT Id FROM Account", StandardCharsets.UTF_8);
            var next = "query?q=" + query;
            while (!next.isEmpty()) {
                var page = send(token, "GET", next, "", "Sforce-Query-Options", "batchSize=200");
                next =
                        page.contains("nextRecordsUrl")
                                ? page.replaceAll(
                                        "(?s).*\"nextRecordsUrl\":\"/services/data/v66.0/([^\"]+)\".*",
                                        "$1")
                                : "";
                pass(Duration.ofMinutes(1));
            }
        }

        var habits = habits();

        // Thrice 14 further pages of 200 rows: 8,400 rows fit into five pages of 2,000.
        var pages = only(habits, HabitKind.SMALL_PAGES);
        assertThat(pages.calls()).isEqualTo(42);
        assertThat(pages.savesPerDay()).isEqualTo(37);
        assertThat(habits).hasSize(1);
    }

    @Test
    void findsNothingInAnInnocentDaysWork() throws Exception {
        var erp = client("erp-nightly");
        var ids = accounts(erp, 4);
        var token = erp.getSession().getAccessToken();
        for (var minute = 0; minute < 60; minute++) {
            erp.query("SELECT Id, Name FROM Account WHERE Name > '" + minute + "'");
            erp.getSObject("Account", ids.get(minute % 4));
            erp.updateSObject("Account", ids.get(minute % 4), Map.of("Name", "At " + minute));
            if (minute % 10 == 0) {
                send(token, "GET", "limits", "");
                erp.describeSObject("Account");
            }
            pass(Duration.ofSeconds(90));
        }

        assertThat(habits()).isEmpty();
    }
}
