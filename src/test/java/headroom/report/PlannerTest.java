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
        return new Planner.Known(NOW, hours, sightings);
    }
}
