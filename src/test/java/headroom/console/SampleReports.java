package headroom.console;

import headroom.report.RangeText;
import headroom.report.ReportDesk;
import headroom.report.Sheet;
import headroom.report.Sheet.Column;
import headroom.report.Sheet.Kind;
import headroom.report.Sheet.Section;

import java.time.Instant;
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
        return new Sheet(
                name,
                "The heaviest",
                List.of(org + ", " + (read.toHour() - read.fromHour()) + " hours"),
                List.of(new Section("integrations", "Integrations", columns, rows)),
                List.of("A note about " + SampleOverview.HOSTILE));
    }

    private void hang() {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
