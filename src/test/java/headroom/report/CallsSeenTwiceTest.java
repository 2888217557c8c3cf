package headroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.Emulator;
import headroom.emulator.EmulatorClient;
import headroom.emulator.EmulatorClock;
import headroom.emulator.EmulatorOptions;
import headroom.emulator.EmulatorUser;
import headroom.gateway.Gateway;
import headroom.gateway.GatewayOptions;
import headroom.gateway.OrgRoute;
import headroom.history.Callers;
import headroom.history.History;
import headroom.history.LogSource;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.Names;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Calls through the gateway stand in the org's log as well; others stand in the log only. Real
/// calls, counted by gateway and org, and the org's own log of them, imported.
class CallsSeenTwiceTest {
    private static final Instant TEN = Instant.parse("2026-11-18T10:00:00Z");
    private static final ReportRange DAY =
            ReportRange.of(
                    Instant.parse("2026-11-18T00:00:00Z"), Instant.parse("2026-11-19T00:00:00Z"));

    private final EmulatorClock clock = EmulatorClock.standingAt(TEN);
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir private Path folder;
    private Emulator emulator;
    private Ledger ledger;
    private Gateway gateway;
    private String token = "";

    /// In the first hour five calls by the gateway and three round it, in the second two and four.
    @BeforeEach
    void callAllDay() throws Exception {
        emulator =
                Emulator.start(
                        EmulatorOptions.defaults()
                                .withClock(clock)
                                .withSessionLife(Duration.ofDays(90))
                                .withUsers(List.of(new EmulatorUser("bot@acme.test", "p")))
                                .withClients(
                                        List.of(
                                                new EmulatorClient(
                                                        "erp-key",
                                                        "s",
                                                        "erp",
                                                        "bot@acme.test",
                                                        null))));
        ledger = Ledger.open(LedgerOptions.at(folder.resolve("ledger.db")), clock);
        gateway =
                Gateway.start(
                        GatewayOptions.of(
                                List.of(OrgRoute.to("acme", URI.create(emulator.url()))),
                                folder.resolve("token.key")),
                        ledger,
                        clock);
        token = login();
        call(through(), 5);
        call(emulator.url(), 3);
        clock.step(Duration.ofHours(1));
        call(through(), 2);
        call(emulator.url(), 4);
        ledger.drain(Duration.ofSeconds(10));
        clock.set(Instant.parse("2026-11-19T04:00:00Z"));
    }

    @AfterEach
    void stop() {
        gateway.close();
        ledger.close();
        emulator.close();
        client.close();
    }

    @Test
    void aCallThatGatewayAndLogBothKnowCountsOnceAlsoInHoursPartlyMetered() throws Exception {
        var said = emulator.books().used();
        bring(log());

        assertThat(booked()).isEqualTo(said).isEqualTo(14);
        try (var reader = ledger.reader();
                var facts = new Facts(reader, folder.resolve("history"), "acme", DAY)) {
            var sheet = new UsageSheets(facts, "acme").lastSevenDays();
            assertThat(sheet.lead()).contains("of the charges 7 metered, 7 imported");
            assertThat(charges(sheet, "hours"))
                    .containsExactly("2026-11-18 10:00 8", "2026-11-18 11:00 6");
        }
    }

    /// Nobody is who has yet to log in.
    @Test
    void aUserIsOneWhetherTheGatewaySawTheIdOrTheLogTellsTheName() throws Exception {
        bring(log());

        try (var reader = ledger.reader();
                var facts = new Facts(reader, folder.resolve("history"), "acme", DAY)) {
            var sheet = new UsageSheets(facts, "acme").lastSevenDays();
            assertThat(charges(sheet, "users")).containsExactly("bot@acme.test 14", "(none) 0");
        }
    }

    @Test
    void aCallThatTheLogLacksIsCountedAllTheSame() throws Exception {
        var rows = log().lines().toList();
        var without = String.join("\n", rows.subList(0, rows.size() - 5)) + "\n";
        assertThat(rows.get(rows.size() - 5)).contains("T11:");

        bring(without);

        assertThat(booked()).as("one by the gateway and four round it are missing").isEqualTo(10);
    }

    private void bring(String log) throws Exception {
        var file = Files.writeString(folder.resolve("ApiTotalUsage-2026-11-18.csv"), log);
        try (var history = History.open(folder.resolve("history"), clock)) {
            history.bring(LogSource.of(file), _ -> "acme", Callers.UNDECLARED);
            try (var reader = ledger.reader()) {
                history.roll(reader);
            }
            history.book(ledger);
        }
    }

    private long booked() {
        try (var reader = ledger.reader()) {
            return reader.day(ledger.id(Names.ORG, "acme"), TEN).stream()
                    .mapToLong(spent -> spent.charges())
                    .sum();
        }
    }

    /// First column and charges of a table.
    private static List<String> charges(Sheet sheet, String section) {
        return sheet.sections().stream()
                .filter(it -> it.name().equals(section))
                .flatMap(it -> it.rows().stream())
                .map(row -> row.get(0) + " " + row.get(1))
                .collect(Collectors.toList());
    }

    private String through() {
        return "http://127.0.0.1:" + gateway.port();
    }

    private String login() throws Exception {
        var form = "grant_type=client_credentials&client_id=erp-key&client_secret=s";
        var request =
                HttpRequest.newBuilder(URI.create(through() + "/services/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build();
        var answer = client.send(request, BodyHandlers.ofString()).body();
        return new JsonMapper().readTree(answer).get("access_token").asString();
    }

    private void call(String url, int times) throws Exception {
        for (var i = 0; i < times; i++) {
            get(url + "/services/data/v66.0/sobjects/Account/001000000000001");
        }
    }

    private String get(String url) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .header("Authorization", "Bearer " + token)
                        .GET()
                        .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    /// The org's own log of the day; fetching it is a call of the next day.
    private String log() throws Exception {
        var query =
                "/services/data/v66.0/query?q=SELECT+LogFile+FROM+EventLogFile+WHERE+"
                        + "EventType='ApiTotalUsage'+AND+Interval='Daily'";
        var found = new JsonMapper().readTree(get(emulator.url() + query)).get("records").get(0);
        return get(emulator.url() + found.get("LogFile").asString());
    }
}
