package headroom.report;

import headroom.history.Duck;
import headroom.history.HistoryReader;
import headroom.history.SqlText;
import headroom.ledger.LedgerReader;

import org.duckdb.DuckDBAppender;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Ledger and history of one org and one range as one relation, `usage`, for the texts of SQL
/// beside this class. Rollups only: single calls are never read. One-owner.
public final class Facts implements AutoCloseable {
    private static final int MEGABYTES = 400;
    private static final String NO_HISTORY =
            "(select 0::bigint as hour, '' as integration, '' as username, '' as family,"
                    + " '' as version, '' as resource, '' as object, '' as operation,"
                    + " 0 as status, 0::bigint as calls, 0::bigint as charges limit 0)";

    private final Duck duck;
    private final Path folder;
    private final String org;
    private final LedgerReader ledger;
    private final Optional<LedgerReader.Org> known;
    private final ReportRange range;
    private final UserNames users;
    private final Map<String, String> names;

    /// @param folder the history's, which need not exist
    public Facts(LedgerReader ledger, Path folder, String org, ReportRange range) {
        this.ledger = ledger;
        this.folder = folder;
        this.org = org;
        this.range = range;
        this.known = ledger.orgs().stream().filter(one -> one.name().equals(org)).findFirst();
        this.duck = new Duck(MEGABYTES, folder.resolve("overflow"));
        this.users = UserNames.of(folder, org);
        users.bring(duck);
        this.names =
                Map.of(
                        "history", history(folder, org),
                        "from", "" + range.fromHour(),
                        "to", "" + range.toHour());
        duck.run(
                "create temp table ledger_hours (hour bigint, integration varchar,"
                        + " username varchar, family varchar, version varchar, resource varchar,"
                        + " object varchar, operation varchar, calls bigint, charges bigint,"
                        + " errors bigint)");
        duck.fill("ledger_hours", this::fillHours);
        duck.run(SqlText.of(Facts.class, "usage", names));
    }

    /// The orgs of ledger and history.
    public static List<String> orgs(LedgerReader ledger, Path folder) {
        var orgs = new ArrayList<String>();
        ledger.orgs().stream().map(LedgerReader.Org::name).forEach(orgs::add);
        if (HistoryReader.exists(folder)) {
            try (var history = HistoryReader.open(folder)) {
                history.orgs().stream().filter(org -> !orgs.contains(org)).forEach(orgs::add);
            }
        }
        return orgs.stream().filter(org -> !org.isEmpty()).sorted().toList();
    }

    ReportRange range() {
        return range;
    }

    /// How many of so many charges are metered, imported or simulated; empty where the ledger's
    /// minutes do not tell of all.
    Optional<String> sources(long charges) {
        var spent =
                known.map(org -> ledger.range(org.id(), range.from(), range.to()))
                        .orElse(List.of());
        var all = spent.stream().mapToLong(LedgerReader.Spent::charges).sum();
        var imported = spent.stream().mapToLong(LedgerReader.Spent::imported).sum();
        var simulated = spent.stream().mapToLong(LedgerReader.Spent::simulated).sum();
        if (all == 0 || all != charges) {
            return Optional.empty();
        }
        var metered = all - imported - simulated;
        return Optional.of(
                "of the charges %,d metered, %,d imported".formatted(metered, imported)
                        + (simulated == 0 ? "" : ", %,d imported, simulated".formatted(simulated)));
    }

    /// Makes `ledger_failures`, which only one report asks for.
    void bringFailures() {
        duck.run(
                "create or replace temp table ledger_failures (hour bigint, integration varchar,"
                        + " family varchar, resource varchar, object varchar, how varchar,"
                        + " calls bigint, charges bigint)");
        duck.fill("ledger_failures", this::fillFailures);
    }

    /// Makes `ledger_calls`, `logged_calls` and `logged_kinds`: the single calls of the
    /// integrations and hours in `wanted`.
    void bringCalls() {
        new SingleCalls(duck, ledger, folder, org, users).bring(known);
    }

    void run(String text, Map<String, String> values) {
        duck.run(SqlText.of(Facts.class, text, values));
    }

    <T> List<T> list(String text, Map<String, String> values, Duck.Row<T> row) {
        var all = new java.util.HashMap<>(names);
        all.putAll(values);
        return duck.list(SqlText.of(Facts.class, text, Map.copyOf(all)), row);
    }

    private String history(Path folder, String org) {
        if (!HistoryReader.exists(folder)) {
            return NO_HISTORY;
        }
        try (var history = HistoryReader.open(folder)) {
            var files = history.hourFiles(org, range.firstDay(), range.lastDay());
            return files.isEmpty()
                    ? NO_HISTORY
                    : "read_parquet(" + SqlText.files(files) + ", hive_partitioning = false)";
        }
    }

    private void fillHours(DuckDBAppender rows) {
        known.ifPresent(org ->
                ledger.eachHour(
                        org.id(),
                        range.from(),
                        range.to(),
                        sum -> {
                            try {
                                var kind = sum.kind();
                                rows.beginRow();
                                rows.append(sum.hour());
                                rows.append(sum.integration());
                                rows.append(users.name(sum.user()));
                                rows.append(kind.family().name());
                                rows.append(kind.version());
                                rows.append(kind.resource());
                                rows.append(kind.object());
                                rows.append(kind.operation());
                                rows.append(sum.calls());
                                rows.append(sum.charges());
                                rows.append(sum.errors());
                                rows.endRow();
                            } catch (SQLException e) {
                                throw new IllegalStateException("DuckDB took no row", e);
                            }
                        }));
    }

    private void fillFailures(DuckDBAppender rows) {
        known.ifPresent(org ->
                ledger.eachFailure(
                        org.id(),
                        range.from(),
                        range.to(),
                        sum -> {
                            try {
                                var kind = sum.kind();
                                rows.beginRow();
                                rows.append(sum.hour());
                                rows.append(sum.integration());
                                rows.append(kind.family().name());
                                rows.append(kind.resource());
                                rows.append(kind.object());
                                rows.append(how(sum));
                                rows.append(sum.calls());
                                rows.append(sum.charges());
                                rows.endRow();
                            } catch (SQLException e) {
                                throw new IllegalStateException("DuckDB took no row", e);
                            }
                        }));
    }

    private static String how(LedgerReader.FailureSum sum) {
        return switch (sum.outcome()) {
            case REFUSED -> "refused for a limit, status " + sum.status();
            case NOT_SENT -> "not sent";
            case ORG_UNREACHABLE -> "org unreachable";
            case CUT_BY_ORG -> "cut by the org";
            case CUT_BY_CLIENT -> "cut by the client";
            case TIMED_OUT -> "timed out";
            case IN_FLIGHT, ANSWERED, FAILED, UNSETTLED -> "status " + sum.status();
        };
    }

    @Override
    public void close() {
        duck.close();
    }
}
