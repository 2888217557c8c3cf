package headroom.console;

import headroom.report.RangeText;
import headroom.report.ReportDesk;
import headroom.report.Sheet;
import headroom.report.Sheet.Column;
import headroom.report.Sheet.Kind;
import headroom.report.Sheet.Section;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;

/// Reports with literal figures, to see how they are shown. `errors` hangs until let go.
final class SampleReports implements ReportDesk {
    final CountDownLatch hanging = new CountDownLatch(1);

    @Override
    public List<String> orgs() {
        return List.of("acme", "beta & sons");
    }

    @Override
    public Sheet make(String name, String org, RangeText range) {
        if (!orgs().contains(org)) {
            throw new NoSuchElementException("nothing is known of an org of that name");
        }
        var read = range.read(Instant.parse("2026-11-21T12:00:00Z"));
        if (name.equals("errors")) {
            hang();
        }
        var columns =
                List.of(
                        new Column("integration", "integration", Kind.WORDS),
                        new Column("charges", "charges", Kind.COUNT),
                        new Column("share", "share", Kind.SHARE));
        var rows =
                List.<List<Object>>of(
                        List.of("erp-nightly", 30_512L, 0.62),
                        List.of(SampleOverview.HOSTILE, 9_000L, 0.2),
                        List.of("=SUM(A1)", 900L, 0.02));
        if (name.equals("advice")) {
            return advice(org);
        }
        return new Sheet(
                name,
                "The heaviest",
                List.of(org + ", " + (read.toHour() - read.fromHour()) + " hours"),
                List.of(new Section("integrations", "Integrations", columns, rows)),
                List.of("A note about " + SampleOverview.HOSTILE));
    }

    /// With more columns than a page is wide, of which one is a sentence.
    private static Sheet advice(String org) {
        var columns = new ArrayList<Column>();
        columns.add(new Column("habit", "habit", Kind.WORDS));
        for (var name : List.of("a", "b", "c", "d", "e", "f")) {
            columns.add(new Column(name, name, Kind.COUNT));
        }
        columns.add(new Column("how", "how", Kind.SENTENCE));
        var rows =
                List.<List<Object>>of(
                        List.of("writes", 1L, 2L, 3L, 4L, 5L, 6L, "gather a minute's writes"),
                        List.of("reads", 2L, 2L, 3L, 4L, 5L, 6L, "keep " + SampleOverview.HOSTILE));
        return new Sheet(
                "advice",
                "The costliest habits",
                List.of(org),
                List.of(new Section("habits", "Habits", columns, rows)),
                List.of());
    }

    private void hang() {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
