package headroom.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.List;

/// Forecast, alerts and limits, as pages, JSON and metrics.
class PagesTest {
    private RunningConsole console;

    @BeforeEach
    void start() throws IOException {
        console =
                new RunningConsole(
                        () -> SampleOverview.of(80_512, "erp-nightly", SampleOverview.HOSTILE),
                        SampleOutlook.SOURCES);
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void saysWhenItRunsOutAndRecoversWithTheBands() throws Exception {
        var page = page("/forecast");

        assertThat(page)
                .contains("in 4 h 40 min<small>at 16:40 UTC, 8 of 10 cases 15:50 UTC to 18:20 UTC")
                .contains("in 8 h 5 min<small>at 20:05 UTC, 8 of 10 cases 19:10 UTC to 23:30 UTC")
                .contains(
                        "none<small>4,310 beyond the allocation, about 17:45 UTC; 8 of 10 cases"
                                + " −9,050")
                .contains("about Wed 25 Nov 11:00 UTC")
                .contains("Stands on 71,512 charges in the ledger", "9,000 sighted only")
                .contains("2 weeks known", "9 × its norm since 10:52 UTC")
                .contains("Made 2026-11-21 12:00:00 UTC")
                .doesNotContain("cold start");
    }

    @Test
    void saysThatNothingRunsOut() throws Exception {
        try (var calm =
                new RunningConsole(
                        () -> SampleOverview.of(80_512, "erp-nightly"),
                        SampleOutlook.withForecast(SampleOutlook.calm()))) {
            assertThat(calm.get("/forecast").body())
                    .contains("not within 24 h<small>chance within 24 h 2 %", "21,300")
                    .doesNotContain("Recovers");
            assertThat(calm.get("/").body()).contains("not within 24 h", "Lowest in 24 h");
        }
    }

    @Test
    void saysThatItHasOnlyJustBegun() throws Exception {
        try (var cold =
                new RunningConsole(
                        () -> SampleOverview.of(80_512, "erp-nightly"),
                        SampleOutlook.withForecast(SampleOutlook.forecast(0)))) {
            assertThat(cold.get("/forecast").body())
                    .contains("A cold start: less than a day of calls is known");
        }
    }

    @Test
    void goesOnWithoutAForecast() throws Exception {
        try (var bare =
                new RunningConsole(() -> SampleOverview.of(80_512, "erp-nightly"), Sources.NONE)) {
            assertThat(bare.get("/forecast").body()).contains("The first forecast is being made.");
            assertThat(bare.get("/").body()).contains("in 5 h 45 min", "no forecast yet");
            assertThat(bare.get("/limits").body()).contains("The org's limits have not been read");
            assertThat(bare.get("/alerts").body()).contains("The first look is under way.");
        }
    }

    @Test
    void keepsWhatASourceSaidBeforeItFailed() throws Exception {
        var failing =
                new Sources(
                        () -> {
                            throw new IllegalStateException("no forecast today");
                        },
                        SampleOutlook.SOURCES.limits(),
                        SampleOutlook.SOURCES.alerts());
        try (var console =
                new RunningConsole(() -> SampleOverview.of(80_512, "erp-nightly"), failing)) {
            assertThat(console.get("/forecast").statusCode()).isEqualTo(200);
            assertThat(console.get("/limits").body()).contains("DataStorageMB");
        }
    }

    @Test
    void showsWhatStandsAndWhoWasTold() throws Exception {
        var page = page("/alerts");

        assertThat(page)
                .contains("50 % of the API calls are used", "09:12 UTC")
                .contains("{{summary}}&amp;amp; takes most of the calls", "11:40 UTC")
                .contains("mail to erp-team@acme.example, slack (not delivered yet)")
                .contains("Quiet hours 22:00 to 06:00 UTC; not now.")
                .contains("answered 503 &lt;b&gt;busy&lt;/b&gt;", "2026-11-21 12:00:40 UTC");
        assertThat(page("/"))
                .contains("2 alerts stand</a>: 50 % of the API calls are used (since 09:12 UTC)")
                .contains("<span class=\"count\" id=\"alert-count\">2</span>");
    }

    @Test
    void showsTheFullestLimitFirst() throws Exception {
        var page = page("/limits");

        assertThat(page.indexOf("DataStorageMB")).isLessThan(page.indexOf("DailyApiRequests"));
        assertThat(page)
                .contains("PermissionSets / CreateCustom", "96.1 %", "11:50 UTC")
                .contains("1 limit of which nothing is used")
                .contains("Headroom's own calls to this org: <b>none</b>");
        assertThat(page("/"))
                .contains("Other limits, fullest first: DataStorageMB <b class=\"bad\">96.1 %</b>")
                .contains("all 4</a>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/forecast", "/alerts", "/limits", "/reports/heaviest"})
    void showsNamesAsTextOnEveryPage(String path) throws Exception {
        assertThat(page(path)).doesNotContain("<img", "{{main}}", "<b>busy").contains("<h1");
    }

    @Test
    void saysTheSameToPrograms() throws Exception {
        var forecast = json("/api/v1/forecast").path("orgs").path(0);
        assertThat(forecast.path("name").asString()).isEqualTo("acme");
        assertThat(forecast.path("forecast").path("exhaustion").path("likely").asString())
                .isEqualTo("2026-11-21T16:40:00Z");
        assertThat(forecast.path("forecast").path("day").size()).isEqualTo(96);

        var limit = json("/api/v1/limits").path("orgs").path(0).path("limits").path(0);
        assertThat(limit.path("key").asString()).isEqualTo("DataStorageMB");
        assertThat(limit.path("remaining").asLong()).isEqualTo(40);

        var alerts = json("/api/v1/alerts");
        assertThat(alerts.path("standing").size()).isEqualTo(2);
        assertThat(alerts.path("quietHours").path("until").asString()).isEqualTo("06:00");
        assertThat(alerts.path("undelivered").path(0).path("tries").asInt()).isEqualTo(3);
        assertThat(alerts.path("notices").path(0).path("channels").size()).isEqualTo(2);
    }

    @Test
    void measuresTheOutlook() throws Exception {
        var metrics = console.get("/metrics").body();

        for (var line :
                List.of(
                        "headroom_org_exhaustion_probability{org=\"acme\"} 0.82",
                        "headroom_org_exhaustion_timestamp_seconds{org=\"acme\",quantile=\"0.5\"}"
                                + " 1.7952792E9",
                        "headroom_org_low_headroom{horizon=\"24h\",org=\"acme\",quantile=\"0.1\"}"
                                + " -9050.0",
                        "headroom_alert_standing{org=\"acme\",rule=\"used-50\"} 1.0",
                        "headroom_alert_undelivered{channel=\"slack\"} 1.0",
                        "headroom_alert_undelivered{channel=\"mail\"} 0.0",
                        "headroom_limit_remaining{limit=\"DataStorageMB\",org=\"acme\"} 40.0",
                        "headroom_org_own_day_charges{org=\"acme\"} 0.0")) {
            assertThat(metrics).contains(line);
        }
    }

    private String page(String path) throws Exception {
        return console.get(path).body();
    }

    private JsonNode json(String path) throws Exception {
        return new JsonMapper().readTree(console.get(path).body());
    }
}
