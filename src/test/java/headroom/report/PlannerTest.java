package headroom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.ledger.LedgerReader.Arrived;
import headroom.meter.Sighting;
import headroom.salesforce.Edition;
import headroom.salesforce.LicenceType;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class PlannerTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Planner.Terms TERMS =
            new Planner.Terms(
                    "acme",
                    Optional.of(Edition.ENTERPRISE),
                    Map.of(LicenceType.SALESFORCE, 15),
                    0,
                    Optional.empty());

    @Test
    void flagsThatTheOrgSaysOtherwise() {
        var plan = Planner.plan(TERMS, asking(Map.of(), 0), known(0, said(120_000)));

        assertThat(plan.terms().orElseThrow().calls()).isEqualTo(115_000);
        assertThat(plan.reported().orElseThrow().difference()).contains(5_000L);
        assertThat(plan.now()).contains(120_000L);
    }

    @Test
    void addsLicencesAndCallsTermByTerm() {
        var plan =
                Planner.plan(
                        TERMS,
                        asking(Map.of(LicenceType.SALESFORCE, 50), 10_000),
                        known(0, said(115_000)));

        assertThat(plan.whatIf()).contains(175_000L);
        assertThat(plan.added()).hasSize(2);
        assertThat(plan.reported().orElseThrow().difference()).contains(0L);
    }

    @Test
    void namesTheDaysThatRanOutAndWhatWouldHavePreventedIt() {
        var plan = Planner.plan(TERMS, asking(Map.of(), 0), known(5_000, said(115_000)));

        var out = plan.days().stream().filter(Plan.Day::ranOut).map(Plan.Day::day).toList();
        assertThat(out)
                .contains(LocalDate.parse("2026-11-19"))
                .doesNotContain(LocalDate.parse("2026-10-23"));
        var remedy = plan.remedy().orElseThrow();
        assertThat(remedy.shortOf()).isEqualTo(5_001);
        assertThat(remedy.licences()).contains(6L);
        assertThat(remedy.packs()).isEqualTo(1);
    }

    @Test
    void doesNotPraiseLicencesWhereTheEditionIsFlat() {
        var developer =
                new Planner.Terms(
                        "dev", Optional.of(Edition.DEVELOPER), Map.of(), 0, Optional.empty());

        var plan = Planner.plan(developer, asking(Map.of(), 0), known(700, List.of()));

        assertThat(plan.whatIf()).contains(15_000L);
        assertThat(plan.remedy().orElseThrow().licences()).isEmpty();
    }

    @Test
    void laysANewIntegrationOverThePast() {
        var question =
                new Planner.Question(
                        Map.of(),
                        0,
                        List.of(NewIntegration.parse("shipping=20_000/day:office")),
                        10_000,
                        ZoneOffset.UTC);

        var plan = Planner.plan(TERMS, question, known(4_000, said(115_000)));

        var friday = day(plan, "2026-11-20");
        var sunday = day(plan, "2026-11-15");
        assertThat(day(plan, "2026-11-19").whatIfPeak()).isEqualTo(116_000);
        assertThat(day(plan, "2026-11-19").wouldRunOut()).isTrue();
        assertThat(day(plan, "2026-11-19").ranOut()).isFalse();
        assertThat(sunday.whatIfPeak()).isEqualTo(96_000);
        assertThat(friday.peak()).isEqualTo(96_000);
    }

    /// 60,000 from 20:00 to 20:30 and 60,000 from 19:35 to 20:05 the next day: no UTC day has more
    /// than 60,000, no 24 whole hours more than 110,000.
    @Test
    void watchesTheRollingWindowByTheMinute() {
        var minutes = new ArrayList<Arrived>();
        var evening = Instant.parse("2026-11-17T20:00:00Z").getEpochSecond() / 60;
        for (var minute = 0; minute < 30; minute++) {
            minutes.add(new Arrived(evening + minute, 1, 2_000));
            minutes.add(new Arrived(evening + 1440 - 25 + minute, 1, 2_000));
        }

        var plan =
                Planner.plan(
                        TERMS,
                        asking(Map.of(), 0),
                        new Planner.Known(NOW, List.of(), minutes, said(115_000)));

        assertThat(day(plan, "2026-11-17").peak()).isEqualTo(60_000);
        assertThat(day(plan, "2026-11-18").peak()).isEqualTo(110_000);
        var fuller =
                Planner.plan(
                        TERMS,
                        asking(Map.of(), 0),
                        new Planner.Known(
                                NOW,
                                List.of(new Arrived((evening + 1380) / 60, 1, 110_000)),
                                minutes,
                                said(115_000)));
        assertThat(day(fuller, "2026-11-18").ranOut()).isTrue();
    }

    @Test
    void putsWhatIsAskedAboutOnTopOfWhatOnlyTheOrgHasSeen() {
        var noon = Instant.parse("2026-11-18T12:00:00Z").toEpochMilli();
        var said = List.of(new Sighting(1, noon, 110_000, 115_000, Sighting.Source.LIMITS));
        var question =
                new Planner.Question(
                        Map.of(),
                        0,
                        List.of(NewIntegration.parse("erp=24000")),
                        10_000,
                        ZoneOffset.UTC);

        var plan =
                Planner.plan(TERMS, question, new Planner.Known(NOW, List.of(), List.of(), said));

        assertThat(day(plan, "2026-11-18").peak()).isEqualTo(110_000);
        assertThat(day(plan, "2026-11-18").whatIfPeak()).isEqualTo(134_000);
        assertThat(day(plan, "2026-11-18").wouldRunOut()).isTrue();
    }

    @Test
    void judgesNoDayOfWhichNothingIsKnown() {
        var now = NOW.getEpochSecond() / 3600;
        var hours = new ArrayList<Arrived>();
        for (var hour = now - 4 * 24; hour < now; hour++) {
            hours.add(new Arrived(hour, 1, 100));
        }
        var question =
                new Planner.Question(
                        Map.of(),
                        0,
                        List.of(NewIntegration.parse("erp=200000")),
                        10_000,
                        ZoneOffset.UTC);

        var plan =
                Planner.plan(
                        TERMS, question, new Planner.Known(NOW, hours, List.of(), said(115_000)));

        var out = plan.days().stream().filter(Plan.Day::wouldRunOut).map(Plan.Day::day).toList();
        assertThat(out).first().isEqualTo(LocalDate.parse("2026-11-16"));
        assertThat(out).hasSize(5);
        assertThat(plan.remedy().orElseThrow().shortOf()).isEqualTo(40_000 + 200_000 - 115_000 + 1);
    }

    @Test
    void judgesTodayOnlyByWhatHasHappened() {
        var plan = Planner.plan(TERMS, asking(Map.of(), 0), known(4_000, said(115_000)));

        assertThat(plan.days()).hasSize(31);
        assertThat(plan.days().getLast().day()).isEqualTo(LocalDate.parse("2026-11-20"));
        assertThat(plan.days().getLast().isOver()).isFalse();
        assertThat(plan.days().getFirst().isOver()).isTrue();
    }

    @Test
    void asksForTheEditionBeforeItSaysWhatLicencesBring() {
        var unknown =
                new Planner.Terms("acme", Optional.empty(), Map.of(), 0, Optional.of(50_000L));

        assertThatThrownBy(() ->
                        Planner.plan(
                                unknown,
                                asking(Map.of(LicenceType.SALESFORCE, 50), 0),
                                known(0, List.of())))
                .hasMessageContaining("1,000 calls in enterprise, 5,000 in unlimited");
    }

    @Test
    void refusesAShapeItDoesNotKnow() {
        assertThatThrownBy(() -> NewIntegration.parse("shipping=20/day:weekly"))
                .hasMessageContaining("flat, office or night");
        assertThatThrownBy(() -> NewIntegration.parse("shipping"))
                .hasMessageContaining("NAME=CALLS/day");
    }

    private static Plan.Day day(Plan plan, String day) {
        return plan.days().stream()
                .filter(it -> it.day().equals(LocalDate.parse(day)))
                .findFirst()
                .orElseThrow();
    }

    private static Planner.Question asking(Map<LicenceType, Integer> licences, long calls) {
        return new Planner.Question(licences, calls, List.of(), 10_000, ZoneOffset.UTC);
    }

    private static List<Sighting> said(long max) {
        return List.of(new Sighting(1, NOW.toEpochMilli(), 40_000, max, Sighting.Source.HEADER));
    }

    /// So many calls in each hour of the last three weeks.
    private static Planner.Known known(long perHour, List<Sighting> sightings) {
        var hours = new ArrayList<Arrived>();
        var now = NOW.getEpochSecond() / 3600;
        for (var hour = now - 21 * 24; hour < now && perHour > 0; hour++) {
            hours.add(new Arrived(hour, 1, perHour));
        }
        return new Planner.Known(NOW, hours, List.of(), sightings);
    }
}
