package headroom.console;

import headroom.report.IntegrationFigures;
import headroom.report.OrgOverview;
import headroom.report.OrgOverview.AllocationFigure;
import headroom.report.OrgOverview.Curve;
import headroom.report.OrgOverview.Said;
import headroom.report.OrgOverview.Sighted;
import headroom.report.OrgOverview.UsageParts;
import headroom.report.Overview;
import headroom.report.Trend;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// An overview with literal figures, to see how it is shown.
final class SampleOverview {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\">{{summary}}&amp;";

    private SampleOverview() {}

    static Overview of(long used, String... integrations) {
        return new Overview(
                NOON,
                Overview.State.LIVE,
                true,
                List.of(org(used, List.of(integrations))),
                new Overview.BookNotes(1, 12, 3, 7));
    }

    private static OrgOverview org(long used, List<String> integrations) {
        var minutes =
                LongStream.range(0, 1440).map(minute -> used - 1440 + minute).boxed().toList();
        return new OrgOverview(
                "acme",
                NOON,
                new AllocationFigure(Optional.of(115_000L), Said.ORG, Optional.of(NOON)),
                new UsageParts(
                        used,
                        Optional.of(new Sighted(used - 500, 115_000, "header", NOON)),
                        520,
                        20,
                        3,
                        used - 9_000),
                Optional.of(115_000 - used),
                6_000,
                Optional.of(Duration.ofMinutes(345)),
                Optional.of(8_997L),
                40_000,
                new Curve(NOON.minus(Duration.ofDays(1)), minutes, Collections.nCopies(1440, 55L)),
                integrations.stream().map(SampleOverview::integration).toList());
    }

    private static IntegrationFigures integration(String name) {
        return new IntegrationFigures(
                name,
                31_000,
                30_512,
                0.4251,
                1_512,
                0,
                29_000,
                2_100,
                Trend.RISING,
                Collections.nCopies(24, 1_271L),
                17,
                11_003);
    }
}
