package headroom.report;

import headroom.history.Duck;
import headroom.history.HistoryReader;
import headroom.ledger.CallSeen;
import headroom.ledger.LedgerReader;

import org.duckdb.DuckDBAppender;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Brings single calls of ledger and history beside each other: those of the integrations and hours
/// in the table `wanted`. One-owner.
record SingleCalls(Duck duck, LedgerReader ledger, Path folder, String org, UserNames users) {
    private static final String LEDGER =
            "create or replace temp table ledger_calls (at_millis bigint, request varchar,"
                    + " integration varchar, username varchar, resource varchar, object varchar,"
                    + " operation varchar, charge integer, failed boolean, request_bytes bigint,"
                    + " mark integer)";
    private static final String NO_CALLS =
            "create or replace temp table logged_calls (at_millis bigint, request varchar,"
                    + " integration varchar, username varchar, family varchar, version varchar,"
                    + " method varchar, template varchar, resource varchar, object varchar,"
                    + " status integer, counted integer, row_count bigint)";
    private static final String NO_KINDS =
            "create or replace temp table logged_kinds (family varchar, version varchar, method"
                    + " varchar, template varchar, object varchar, to_family varchar, to_version"
                    + " varchar, to_resource varchar, to_object varchar, to_operation varchar)";

    /// @param known the org in the ledger, if it is there
    void bring(Optional<LedgerReader.Org> known) {
        duck.run(LEDGER);
        known.ifPresent(one -> {
            var wanted = wanted();
            duck.fill(
                    "ledger_calls",
                    rows -> ledger.eachCall(one.id(), wanted, call -> add(rows, call)));
        });
        if (HistoryReader.exists(folder)) {
            try (var history = HistoryReader.open(folder)) {
                history.bringCalls(duck, org);
            }
        } else {
            duck.run(NO_CALLS);
            duck.run(NO_KINDS);
        }
    }

    private Map<Long, Set<String>> wanted() {
        var wanted = new HashMap<Long, Set<String>>();
        duck.list(
                "select hour, integration from wanted",
                row ->
                        wanted.computeIfAbsent(row.getLong(1), _ -> new HashSet<>())
                                .add(row.getString(2)));
        return wanted;
    }

    private void add(DuckDBAppender rows, CallSeen call) {
        try {
            rows.beginRow();
            rows.append(call.atMillis());
            rows.append(call.requestId());
            rows.append(call.integration());
            rows.append(users.name(call.user()));
            rows.append(call.kind().resource());
            rows.append(call.kind().object());
            rows.append(call.kind().operation());
            rows.append(call.charge());
            rows.append(call.failed());
            rows.append(call.requestBytes());
            rows.append(call.mark());
            rows.endRow();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB took no row", e);
        }
    }
}
