package headroom.report;

import headroom.report.Sheet.Column;
import headroom.report.Sheet.Section;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The reports that are sums of `usage`: who and what spent how much, when, by which version, and
/// what failed.
public final class UsageSheets {
    /// 30.0 and below are retired. Of later versions Headroom knows no date, and says so.
    private static final int RETIRED_BELOW = 31;

    private static final int WATCHED_BELOW = 41;
    private static final int NAMES_MAX = 50;
    private static final String BY_CHARGES = "charges desc, calls desc, name";

    private static final String TIME = "cast(make_timestamp(key * %d) as varchar)";
    private static final Key DAY =
            new Key(
                    "cast(floor(hour / 24) as bigint)",
                    "substr(" + TIME.formatted(86_400_000_000L) + ", 1, 10)");
    private static final Key HOUR =
            new Key("hour", "substr(" + TIME.formatted(3_600_000_000L) + ", 1, 13) || ':00'");

    private final Facts facts;
    private final String org;

    /// Summed when they are first asked for, which is often.
    private @Nullable List<Spent> totals;

    public UsageSheets(Facts facts, String org) {
        this.facts = facts;
        this.org = org;
    }

    /// What calls are summed by.
    ///
    /// @param sql over `usage`
    /// @param shown over `key`, once for each sum and not for each call
    private record Key(String sql, String shown) {
        Key(String sql) {
            this(sql, "key");
        }
    }

    /// Imported calls without a name, and the gateway's, are of one kind.
    private static String named(String column) {
        return "case when %1$s = '' then '(none)' else %1$s end".formatted(column);
    }

    private record Spent(String name, long calls, long charges, long soap, long errors) {}

    /// What Salesforce's own report shows and what it leaves out.
    public Sheet lastSevenDays() {
        return sheet(
                "last-7-days",
                "API usage",
                List.of(
                        section("days", "By UTC day", "day", DAY, "name", 400),
                        section(
                                "integrations",
                                "By integration",
                                "integration",
                                "integration",
                                BY_CHARGES,
                                NAMES_MAX),
                        section(
                                "users",
                                "By user",
                                "user",
                                named("username"),
                                BY_CHARGES,
                                NAMES_MAX),
                        section("families", "By API", "API", "family", BY_CHARGES, NAMES_MAX),
                        section("hours", "By UTC hour", "hour", HOUR, "name", 24 * 400)),
                List.of(
                        "Days are UTC calendar days, as in Salesforce's report, and never equal the"
                                + " rolling 24 hours.",
                        "“SOAP only” is what Salesforce's own report of the last seven days counts:"
                                + " it leaves out REST and Bulk."));
    }

    /// The heaviest of every kind.
    public Sheet heaviest() {
        return sheet(
                "heaviest",
                "The heaviest",
                List.of(
                        section(
                                "integrations",
                                "Integrations",
                                "integration",
                                "integration",
                                BY_CHARGES,
                                20),
                        section("users", "Users", "user", named("username"), BY_CHARGES, 20),
                        section("objects", "Objects", "object", named("object"), BY_CHARGES, 20),
                        section(
                                "resources",
                                "Resources",
                                "resource",
                                "operation || ' ' || resource",
                                BY_CHARGES,
                                20)),
                List.of());
    }

    /// Calls to versions that are retired, or so old that an admin wants to know.
    public Sheet retiringVersions() {
        var rows =
                facts.list(
                        "versions",
                        Map.of("below", "" + WATCHED_BELOW),
                        row ->
                                List.<Object>of(
                                        row.getString(1),
                                        state(row.getString(1)),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getLong(5),
                                        ReportRange.hour(row.getLong(6))));
        var columns =
                List.of(
                        Column.words("version", "version"),
                        Column.words("state", "state"),
                        Column.words("integration", "integration"),
                        Column.words("user", "user"),
                        Column.words("family", "API"),
                        Column.count("calls", "calls"),
                        Column.words("last", "last call in the hour (UTC)"));
        return new Sheet(
                "retiring-versions",
                "Calls to old API versions",
                lead(List.of()),
                List.of(
                        new Section(
                                "versions",
                                "Versions below " + WATCHED_BELOW + ".0",
                                columns,
                                rows)),
                List.of(
                        rows.isEmpty()
                                ? "Nobody calls a version below " + WATCHED_BELOW + ".0."
                                : "Versions up to 30.0 are retired. Of 31.0 and later Headroom"
                                        + " knows no date: see Salesforce's release notes."));
    }

    /// What failed.
    public Sheet errors() {
        facts.bringFailures();
        var rows =
                facts.list(
                        "errors",
                        Map.of(),
                        row ->
                                List.<Object>of(
                                        row.getString(1),
                                        row.getString(5),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getLong(6),
                                        row.getLong(7),
                                        ReportRange.hour(row.getLong(8))));
        var columns =
                List.of(
                        Column.words("integration", "integration"),
                        Column.words("how", "how it ended"),
                        Column.words("family", "API"),
                        Column.words("resource", "resource"),
                        Column.words("object", "object"),
                        Column.count("calls", "calls"),
                        Column.count("charges", "charges"),
                        Column.words("last", "last in the hour (UTC)"));
        return new Sheet(
                "errors",
                "Errors and refusals",
                lead(totals()),
                List.of(new Section("errors", "Calls that failed", columns, rows)),
                List.of(
                        failed(rows),
                        "Logs tell a status only; that a call was refused for a limit is known of"
                                + " calls through the gateway."));
    }

    /// Of files that `watch` brought the ledger keeps how many calls failed, and not how.
    private String failed(List<List<Object>> rows) {
        var all = totals().stream().mapToLong(Spent::errors).sum();
        var listed = rows.stream().mapToLong(row -> (Long) row.get(5)).sum();
        if (all > listed) {
            return "Of %,d failed calls, %,d stand here; of the others only the count is kept."
                    .formatted(all, listed);
        }
        return rows.isEmpty() ? "Nothing failed." : "Failed calls may be charged too.";
    }

    private static String state(String version) {
        return Double.parseDouble(version) < RETIRED_BELOW ? "retired" : "old, no date known";
    }

    private Sheet sheet(String name, String title, List<Section> sections, List<String> notes) {
        return new Sheet(name, title, lead(totals()), sections, notes);
    }

    /// The sum of all, or nothing.
    private List<Spent> totals() {
        if (totals == null) {
            totals = spent(new Key("substr(family, 1, 0)"), "name", 1);
        }
        return totals;
    }

    private List<String> lead(List<Spent> totals) {
        var lines = new ArrayList<String>();
        lines.add(org + ", " + facts.range().words());
        for (var total : totals) {
            lines.add(
                    "%,d calls, %,d charges, of these %,d by SOAP; %,d calls failed"
                            .formatted(
                                    total.calls(), total.charges(), total.soap(), total.errors()));
        }
        facts.sources(totals.stream().mapToLong(Spent::charges).sum()).ifPresent(lines::add);
        return lines;
    }

    private Section section(
            String name, String title, String head, String key, String order, int limit) {
        return section(name, title, head, new Key(key), order, limit);
    }

    private Section section(
            String name, String title, String head, Key key, String order, int limit) {
        var all = Math.max(1, totals().stream().mapToLong(Spent::charges).sum());
        var rows = new ArrayList<List<Object>>();
        for (var one : spent(key, order, limit)) {
            rows.add(
                    List.of(
                            one.name(),
                            one.charges(),
                            (double) one.charges() / all,
                            one.calls(),
                            one.soap(),
                            one.errors()));
        }
        var columns =
                List.of(
                        Column.words(head.replace(' ', '_'), head),
                        Column.count("charges", "charges"),
                        Column.share("share", "share"),
                        Column.count("calls", "calls"),
                        Column.count("soap_only", "SOAP only"),
                        Column.count("errors", "failed"));
        return new Section(name, title, columns, rows);
    }

    private List<Spent> spent(Key key, String order, int limit) {
        return facts.list(
                "spent-by",
                Map.of("key", key.sql(), "shown", key.shown(), "order", order, "limit", "" + limit),
                row ->
                        new Spent(
                                row.getString(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5)));
    }
}
