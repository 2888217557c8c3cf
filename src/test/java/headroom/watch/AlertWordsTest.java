package headroom.watch;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.watch.AlertFigures.Driver;
import headroom.watch.AlertFigures.Foresight;
import headroom.watch.AlertFigures.Level;
import headroom.watch.AlertFigures.Spender;
import headroom.watch.AlertWords.Detail;
import headroom.watch.Alerting.Kind;
import headroom.watch.Alerting.Notice;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// What people read.
class AlertWordsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T13:30:00Z");
    private static final Spender MARKETO =
            new Spender("marketo-sync", 4_200, Optional.of(466.0), Optional.of("crm@acme.example"));
    private static final Detail DETAIL = new Detail("update of Lead", Optional.of(0.125));

    private final AlertWords words =
            new AlertWords(ZoneOffset.UTC, Optional.of(URI.create("http://h:8485/")));

    private static Optional<Instant> in(String duration) {
        return Optional.of(NOW.plus(Duration.parse(duration)));
    }

    private static Foresight surely(String early, String likely, String late) {
        return new Foresight(1, in(early), in(likely), in(late), 0, Optional.empty());
    }

    private static AlertFigures figures(long used, Foresight foresight) {
        return new AlertFigures(
                "acme-prod",
                NOW,
                used,
                Optional.of(115_000L),
                Optional.ofNullable(foresight),
                8_400,
                List.of(MARKETO),
                0.3,
                List.of(new Level("DailyBulkApiBatches", 14_000, 15_000)));
    }

    private Message of(String rule, Kind kind, Foresight foresight) {
        return words.of(
                new Notice(rule, kind, false, figures(92_310, foresight), Optional.empty()),
                DETAIL);
    }

    private String sentence(Foresight foresight) {
        var text = of("used-80", Kind.BEGUN, foresight).text();
        var from = text.indexOf("(80.3 %). ") + "(80.3 %). ".length();
        return text.substring(from, text.indexOf(" Half of"));
    }

    @Test
    void sayWhatIsWhenItGetsSeriousWhoItIsAndWhatWouldHelp() {
        assertThat(of("used-80", Kind.BEGUN, surely("PT2H50M", "PT3H10M", "PT3H20M")).whole())
                .isEqualTo(
                        """
                        acme-prod: 92,310 of 115,000 API calls used in the last 24 h (80.3 %). \
                        It is forecast to run out at 16:40 UTC, in 3 h 10 min. \
                        Half of the last hour is 'marketo-sync' (4,200 calls, 9 × its norm, \
                        mostly update of Lead). \
                        Pausing it would keep headroom above 12 % until tomorrow.
                        → http://h:8485/\
                        """);
    }

    @Test
    void noForecastIsMadeToLookSurerThanItIs() {
        assertThat(sentence(surely("PT1H30M", "PT3H10M", "PT9H")))
                .isEqualTo(
                        "It is forecast to run out about 16:40 UTC, in 3 h 10 min: in 8 of 10 cases"
                                + " between 15:00 UTC and 22:30 UTC.");
        assertThat(
                        sentence(
                                new Foresight(
                                        0.64,
                                        in("PT1H30M"),
                                        in("PT3H10M"),
                                        Optional.empty(),
                                        0,
                                        Optional.empty())))
                .isEqualTo(
                        "It is forecast to run out about 16:40 UTC, in 3 h 10 min, with a chance of"
                                + " 64 %; hardly before 15:00 UTC.");
        assertThat(
                        sentence(
                                new Foresight(
                                        0.25,
                                        in("PT5H"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        0,
                                        Optional.empty())))
                .isEqualTo(
                        "It may run out within 24 h: the chance is 25 %, hardly before 18:30 UTC.");
        assertThat(
                        sentence(
                                new Foresight(
                                        0.02,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        0.117,
                                        Optional.empty())))
                .isEqualTo(
                        "It is forecast to last 24 h, in 9 of 10 cases with more than 11 % left.");
    }

    @Test
    void nameWhoDrivesTheForecast() {
        var since = NOW.minus(Duration.ofMinutes(85));
        var marketo = driven("marketo-sync", since);
        var other = driven("erp-nightly", since);

        assertThat(of("runs-out", Kind.BEGUN, marketo).text())
                .contains("(4,200 calls, 9 × its norm since 12:05 UTC, mostly update of Lead).")
                .doesNotContain("has called");
        assertThat(of("runs-out", Kind.BEGUN, other).text())
                .contains(
                        "'erp-nightly' has called more than it ever does at this time since 12:05"
                                + " UTC.");
    }

    private static Foresight driven(String name, Instant since) {
        return new Foresight(
                1,
                in("PT2H50M"),
                in("PT3H10M"),
                in("PT3H20M"),
                0,
                Optional.of(new Driver(name, since)));
    }

    @Test
    void speakPlainlyWhenNothingIsLeft() {
        var spent =
                words.of(
                        new Notice(
                                "runs-out",
                                Kind.BEGUN,
                                true,
                                figures(115_000, surely("PT0S", "PT0S", "PT0S")),
                                Optional.empty()),
                        new Detail("", Optional.of(-0.1)));

        assertThat(spent.subject()).isEqualTo("acme-prod: no calls are left");
        assertThat(spent.text())
                .contains("(100.0 %). Nothing is left. Half of the last hour")
                .doesNotContain("forecast")
                .doesNotContain("Pausing");
    }

    @Test
    void haveASubjectThatNeedsNoText() {
        assertThat(of("runs-out", Kind.BEGUN, surely("PT1H", "PT3H10M", "PT9H")).subject())
                .isEqualTo("acme-prod: calls are forecast to run out about 16:40 UTC");
        assertThat(of("used-80", Kind.OVER, null).subject())
                .isEqualTo("acme-prod: usage is down to 80.3 %");
        assertThat(of("limit DailyBulkApiBatches", Kind.BEGUN, null).subject())
                .isEqualTo("acme-prod: DailyBulkApiBatches is used to 93.3 %");
        assertThat(of("limit DailyBulkApiBatches", Kind.OVER, null).subject())
                .isEqualTo("acme-prod: DailyBulkApiBatches is down to 93.3 %");
    }

    @Test
    void goToTheOwnerWhenTheyAreAboutOneIntegrationElseToTheAdministrators() {
        var burn =
                words.of(
                        new Notice(
                                "burn marketo-sync",
                                Kind.BEGUN,
                                false,
                                figures(92_310, null),
                                Optional.of(MARKETO)),
                        DETAIL);

        assertThat(burn.mailTo()).containsExactly("crm@acme.example");
        assertThat(burn.subject())
                .isEqualTo("acme-prod: marketo-sync calls far more than it used to");
        assertThat(of("used-80", Kind.BEGUN, null).mailTo()).isEmpty();
    }

    @Test
    void ofALimitSpeakOfTheLimitAlone() {
        assertThat(of("limit DailyBulkApiBatches", Kind.BEGUN, null).text())
                .isEqualTo("acme-prod: 14,000 of 15,000 used of DailyBulkApiBatches (93.3 %).");
    }
}
