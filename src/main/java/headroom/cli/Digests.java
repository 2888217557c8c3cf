package headroom.cli;

import headroom.cli.config.Configuration;
import headroom.forecast.Forecast;
import headroom.history.History;
import headroom.ledger.LedgerReader;
import headroom.report.Digest;
import headroom.report.DigestHtml;
import headroom.report.DigestText;
import headroom.report.DigestWords;
import headroom.report.Facts;
import headroom.report.ForecastReader;
import headroom.report.OrgForecast;
import headroom.report.OrgWeek;
import headroom.report.Reports;
import headroom.report.WeekReader;
import headroom.watch.Alerting;
import headroom.watch.LogGap;
import headroom.watch.Message;
import headroom.watch.NoticeBook;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes the letters of the last seven days: for every org one to the administrators, and one to
/// each integration's owner. Reads the ledger's file as any other process would. Immutable.
///
/// @param page where a letter's reader can read on
record Digests(Configuration configuration, Optional<URI> page) {

    /// A letter and what it is about.
    ///
    /// @param integration empty for the administrators' one
    record Letter(String org, String integration, Message message) {}

    /// What was written.
    ///
    /// @param troubles why there are no letters of an org
    record Written(List<Letter> letters, List<String> troubles) {
        Written {
            letters = List.copyOf(letters);
            troubles = List.copyOf(troubles);
        }
    }

    /// All letters there are to write; an org of which none can be written holds up no other.
    ///
    /// @param due when they were due, by which they are known however late they are written
    Written write(Instant due, Instant wall) {
        var letters = new ArrayList<Letter>();
        var troubles = new ArrayList<String>();
        var file = configuration.ledgerFile();
        var history = configuration.data().resolve(History.FOLDER);
        try (var ledger = LedgerReader.open(file);
                var forecasts = forecasts(file)) {
            var known = Facts.orgs(ledger, history);
            var now = new Reports(ledger, history).now(wall);
            for (var org : configuration.orgs()) {
                var name = org.route().name();
                if (!known.contains(name)) {
                    continue;
                }
                try {
                    var forecast = forecast(forecasts, name, wall);
                    var week = new WeekReader(ledger, history).read(name, now, forecast);
                    letters.addAll(of(week, due, wall));
                } catch (IOException | RuntimeException e) {
                    troubles.add("no weekly digest of " + name + ": " + e.getMessage());
                }
            }
        }
        return new Written(letters, troubles);
    }

    private ForecastReader forecasts(Path file) {
        return new ForecastReader(
                LedgerReader.open(file),
                Declarations.of(configuration),
                Declarations.zones(configuration),
                configuration.zone());
    }

    private static Optional<Forecast> forecast(ForecastReader forecasts, String org, Instant wall) {
        return forecasts.read(org, wall).flatMap(OrgForecast::forecast);
    }

    private List<Letter> of(OrgWeek week, Instant due, Instant wall) throws IOException {
        var id = "digest " + week.org() + " " + due + " ";
        var words = new DigestWords(configuration.zone());
        var letters = new ArrayList<Letter>();
        letters.add(
                letter(
                        id,
                        week,
                        "",
                        words.ofOrg(week, alerts(week), unlogged(week, wall)),
                        List.of(),
                        wall));
        for (var integration : configuration.integrations()) {
            var name = integration.marks().name();
            var caller = week.find(name);
            if (caller.isPresent() && integration.owner().isPresent()) {
                var digest = words.ofOwner(week, caller.get());
                letters.add(
                        letter(id, week, name, digest, List.of(integration.owner().get()), wall));
            }
        }
        return letters;
    }

    private List<LocalDate> unlogged(OrgWeek week, Instant wall) throws IOException {
        var logs = LogsPlace.of(configuration, week.org());
        var history = configuration.data().resolve(History.FOLDER);
        return LogGap.read(logs, history, week.org(), wall).stream()
                .map(LogGap::day)
                .filter(day -> !day.isBefore(week.first()) && !day.isAfter(week.last()))
                .toList();
    }

    private List<DigestWords.Alert> alerts(OrgWeek week) throws IOException {
        var from = week.first().atStartOfDay(ZoneOffset.UTC).toInstant();
        var to = from.plus(Duration.ofDays(OrgWeek.DAYS));
        return NoticeBook.open(configuration.data().resolve(AlertsWatch.NOTICES_FILE))
                .latest()
                .stream()
                .filter(told -> told.org().equals(week.org()) && told.kind() != Alerting.Kind.OVER)
                .filter(told -> !told.at().isBefore(from) && told.at().isBefore(to))
                .map(told -> new DigestWords.Alert(told.at(), told.subject()))
                .toList();
    }

    private Letter letter(
            String id,
            OrgWeek week,
            String integration,
            Digest digest,
            List<String> to,
            Instant wall) {
        var message =
                new Message(
                        id + integration,
                        wall,
                        week.org(),
                        digest.subject(),
                        DigestText.render(digest),
                        Optional.of(DigestHtml.render(digest, page.map(URI::toString))),
                        page,
                        false,
                        to);
        return new Letter(week.org(), integration, message);
    }
}
