package headroom.console;

import headroom.forecast.Forecast;
import headroom.forecast.Forecast.Band;
import headroom.forecast.Forecast.Basis;
import headroom.forecast.Forecast.Driver;
import headroom.forecast.Forecast.Low;
import headroom.forecast.Forecast.Moment;
import headroom.report.OrgForecast;
import headroom.report.OrgLimits;
import headroom.report.OrgLimits.Level;
import headroom.report.OrgLimits.Point;
import headroom.report.OrgOverview.AllocationFigure;
import headroom.report.OrgOverview.Said;
import headroom.report.Overview;
import headroom.watch.AlertBoard;
import headroom.watch.AlertBook;
import headroom.watch.AlertRules.Quiet;
import headroom.watch.AlertState;
import headroom.watch.Alerting.Kind;
import headroom.watch.Message;
import headroom.watch.NoticeBook.Told;
import headroom.watch.Outbox.Letter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Forecast, limits and alerts with literal figures, to see how they are shown.
final class SampleOutlook {
    static final Sources SOURCES =
            new Sources(() -> List.of(org(forecast(20))), () -> List.of(limits()), () -> alerts());
    private static final Instant NOON = SampleOverview.NOON;

    private SampleOutlook() {}

    static Sources withForecast(Forecast forecast) {
        return new Sources(() -> List.of(org(forecast)), List::of, SOURCES.alerts());
    }

    static Sources withoutUndelivered() {
        var all = alerts();
        return new Sources(
                List::of,
                List::of,
                () ->
                        new AlertBoard.Pinned(
                                all.asOf(),
                                all.quiet(),
                                all.quietNow(),
                                all.channels(),
                                all.standing(),
                                List.of(),
                                all.told()));
    }

    private static OrgForecast org(Forecast forecast) {
        return new OrgForecast(
                "acme",
                NOON,
                Overview.State.LIVE,
                true,
                new AllocationFigure(Optional.of(115_000L), Said.ORG, Optional.of(NOON)),
                Optional.of(forecast));
    }

    static Forecast forecast(long daysKnown) {
        return new Forecast(
                NOON,
                115_000,
                80_512,
                moment(0.82, "2026-11-21T15:50:00Z", "16:40:00Z", "18:20:00Z"),
                moment(0.97, "2026-11-21T19:10:00Z", "20:05:00Z", "23:30:00Z"),
                new Low(Instant.parse("2026-11-21T17:45:00Z"), -9_050, -4_310, 2_204),
                new Low(Instant.parse("2026-11-25T11:00:00Z"), -12_400, -6_120, 1_900),
                IntStream.rangeClosed(1, 96)
                        .mapToObj(at ->
                                new Band(
                                        NOON.plusSeconds(900L * at),
                                        80_512 + 200L * at,
                                        80_512 + 300L * at,
                                        80_512 + 400L * at))
                        .toList(),
                IntStream.rangeClosed(1, 168)
                        .mapToObj(at ->
                                new Band(NOON.plusSeconds(3_600L * at), 70_000, 90_000, 120_000))
                        .toList(),
                List.of(
                        new Driver(
                                SampleOverview.HOSTILE,
                                4_200,
                                467,
                                51_000,
                                Optional.of(Instant.parse("2026-11-21T10:52:00Z"))),
                        new Driver("erp-nightly", 1_210, 1_180, 20_400, Optional.empty())),
                new Basis(71_512, 9_000, true, daysKnown));
    }

    static Forecast calm() {
        var it = forecast(20);
        var never = new Moment(0.02, Optional.empty(), Optional.empty(), Optional.empty());
        return new Forecast(
                it.asOf(),
                it.allocation(),
                it.used(),
                never,
                never,
                new Low(NOON.plusSeconds(3_600), 20_000, 21_300, 24_000),
                it.lowOfWeek(),
                it.day(),
                it.week(),
                it.drivers(),
                it.basis());
    }

    private static Moment moment(double chance, String early, String likely, String late) {
        var day = early.substring(0, 11);
        return new Moment(
                chance,
                Optional.of(Instant.parse(early)),
                Optional.of(Instant.parse(day + likely)),
                Optional.of(Instant.parse(day + late)));
    }

    private static OrgLimits limits() {
        var daily = new ArrayList<Point>();
        for (var at = 0; at < 56; at++) {
            daily.add(new Point(NOON.minusSeconds(10_800L * (56 - at)), 60_000 + 350L * at));
        }
        return new OrgLimits(
                "acme",
                List.of(
                        level("DataStorageMB", "MB", 1_024, 984, List.of()),
                        level("DailyApiRequests", "24 h", 115_000, 80_000, daily),
                        level("PermissionSets/CreateCustom", "", 1_000, 12, List.of()),
                        level("DailyWorkflowEmails", "24 h", 195, 0, List.of())));
    }

    private static Level level(String key, String unit, long max, long used, List<Point> series) {
        return new Level(
                key,
                unit,
                max,
                used,
                max - used,
                (double) used / max,
                NOON.minusSeconds(600),
                series);
    }

    private static AlertBoard.Pinned alerts() {
        var told =
                new Told(
                        "n2",
                        "acme",
                        "share " + SampleOverview.HOSTILE,
                        Kind.BEGUN,
                        NOON.minusSeconds(1_200),
                        false,
                        "acme: " + SampleOverview.HOSTILE + " takes most of the calls",
                        "Half of the last hour is '" + SampleOverview.HOSTILE + "'.",
                        List.of("mail", "slack"),
                        List.of("erp-team@acme.example"));
        var waiting =
                new Letter(
                        new Message(
                                "n2",
                                told.at(),
                                "acme",
                                told.subject(),
                                told.text(),
                                Optional.empty(),
                                false,
                                told.mailTo()),
                        "slack",
                        3,
                        NOON.plusSeconds(40),
                        "answered 503 <b>busy</b>",
                        false);
        return new AlertBoard.Pinned(
                Optional.of(NOON),
                Optional.of(Quiet.utc(LocalTime.of(22, 0), LocalTime.of(6, 0))),
                false,
                List.of("mail", "slack"),
                Map.of("acme", standing()),
                List.of(waiting),
                List.of(told));
    }

    /// Two alerts, as the book of alerts on disk has them.
    private static AlertState standing() {
        try {
            var folder = Files.createTempDirectory("page-alerts");
            var file = folder.resolve("alerts.json");
            Files.writeString(
                    file,
                    """
                    {"acme": {
                      "used-50": {"since": "2026-11-21T09:12:00Z", "toldAt": "2026-11-21T09:12:05Z"},
                      "share NAME": {"since": "2026-11-21T11:40:00Z", "toldAt": "2026-11-21T11:40:00Z"}}}
                    """
                            .replace("NAME", SampleOverview.HOSTILE.replace("\"", "\\\"")));
            return read(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static AlertState read(Path file) throws IOException {
        var state = AlertBook.open(file).of("acme");
        Files.delete(file);
        Files.delete(file.getParent());
        return state;
    }
}
