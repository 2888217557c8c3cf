package headroom.ledger;

import headroom.meter.Sighting;
import headroom.meter.UsageFigure;
import headroom.salesforce.CallKind;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads a ledger while another process writes it: what `status`, `top`, pages and metrics show.
///
/// Every question is a few short transactions of its own, so that a reader that lives for hours
/// never keeps the writer's log from being shortened. Journal rows not yet folded are added to the
/// rollups, so what is read is what is committed. Source by source, charges are metered, imported
/// or simulated.
///
/// One-owner: one thread at a time.
public final class LedgerReader implements AutoCloseable {
    private final Path file;
    private final Connection connection;

    private LedgerReader(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /// An org the ledger knows.
    public record Org(int id, String name) {}

    /// What the hour rollup holds of one kind of call, without what history put there.
    ///
    /// @param hour since 1970
    /// @param errors answered with an error, refused or not answered
    public record HourSum(
            long hour,
            String integration,
            String user,
            CallKind kind,
            long calls,
            long charges,
            long errors) {}

    /// Metered calls of one hour that failed alike.
    ///
    /// @param status 0 if no answer came
    public record FailureSum(
            long hour,
            String integration,
            CallKind kind,
            int status,
            Outcome outcome,
            long calls,
            long charges) {}

    /// What an integration spent; `imported` and `simulated` say which part of the charges that is.
    public record Spent(
            int integration,
            String name,
            long calls,
            long charges,
            long errors,
            long imported,
            long simulated) {}

    /// A minute of the curve: charges by integration id, and the rolling 24 hours at the minute's
    /// end.
    public record CurvePoint(Instant minute, Map<Integer, Long> charges, long rolling) {}

    /// A stretch the books could not record call by call.
    public record GapSpan(Instant began, Instant ended, long calls, long charges, String cause) {}

    /// Calls of an hour since 1970 of which only the sum is left.
    ///
    /// @param counted those with a charge
    public record Forgotten(long hour, String integration, long counted, long uncounted) {}

    /// What a killed process left open.
    public record Unsettled(Instant at, int calls, long charges) {}

    /// What an org said of one of its limits.
    public record LimitSeen(String key, Instant at, long max, long remaining) {}

    /// Charges of an integration in an hour or minute since 1970.
    public record Arrived(long time, int integration, long charges) {}

    /// One of the heaviest.
    public record Heavy(String name, long calls, long charges, long errors) {}

    /// What the heaviest are asked by.
    public enum By {
        INTEGRATION,
        USER,
        OBJECT,
        FAMILY,
        OPERATION,
        RESOURCE
    }

    /// Opens a ledger for reading.
    ///
    /// @throws LedgerException if there is none, or it cannot be read
    public static LedgerReader open(Path file) {
        return new LedgerReader(file, LedgerFile.reader(file));
    }

    /// Copies a ledger to a file that is not there yet, also while another process writes it.
    public static void copy(Path ledger, Path to) {
        Backup.copy(ledger, to);
    }

    public List<Org> orgs() {
        return read(() -> {
            var orgs = new ArrayList<Org>();
            for (var entry : new Words(connection).names(Names.ORG).entrySet()) {
                orgs.add(new Org(entry.getKey(), entry.getValue()));
            }
            return orgs;
        });
    }

    /// The org's usage, counted anew from the file.
    public UsageFigure usage(int org, Instant now) {
        var second = now.getEpochSecond();
        return read(() -> {
            var metered = new WindowSums(connection, second).charges(org);
            var inFlight = inFlight(org);
            for (var rest : new UsageRows(connection, second).rests()) {
                if (rest.sighting().org() == org) {
                    return UsageFigure.since(
                            rest.sighting(),
                            rest.begunSince(),
                            rest.agedOutSince(),
                            inFlight,
                            second,
                            metered);
                }
            }
            return UsageFigure.ofLedgerAlone(second, metered, inFlight);
        });
    }

    /// What each integration spent in the rolling 24 hours; charges exact to the second, calls and
    /// errors to the minute. The heaviest first.
    public List<Spent> window(int org, Instant now) {
        return read(() -> new WindowSums(connection, now.getEpochSecond()).spent(org));
    }

    /// What each integration spent on the UTC day of an instant. The heaviest first.
    public List<Spent> day(int org, Instant at) {
        return read(() ->
                new RollupSums(connection).day(org, Math.floorDiv(at.getEpochSecond(), 86_400)));
    }

    /// What each integration spent in the minutes that begin in [from, to). The heaviest first.
    public List<Spent> range(int org, Instant from, Instant to) {
        return read(() -> new RollupSums(connection).range(org, minute(from), minute(to)));
    }

    /// The last 24 hours minute by minute, oldest first; every minute is there.
    public List<CurvePoint> curve(int org, Instant now) {
        return read(() -> new RollupSums(connection).curve(org, minute(now)));
    }

    /// The heaviest of a time range: whole hours from the hour rollup, what is left from single
    /// calls.
    public List<Heavy> heaviest(By by, int org, Instant from, Instant to, int limit) {
        try {
            return new HeaviestCalls(connection, by, org)
                    .of(from.toEpochMilli(), to.toEpochMilli(), limit);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /// Starts that found calls in flight, newest first.
    public List<Unsettled> unsettled() {
        return list(
                "select at, unsettled, charges from recoveries order by id desc limit 1000",
                rows ->
                        new Unsettled(
                                Instant.ofEpochMilli(rows.getLong(1)),
                                rows.getInt(2),
                                rows.getLong(3)));
    }

    /// Gaps, newest first.
    public List<GapSpan> gaps() {
        return list(
                "select began, ended, calls, charges, cause from gaps order by id desc limit 1000",
                rows ->
                        new GapSpan(
                                Instant.ofEpochMilli(rows.getLong(1)),
                                Instant.ofEpochMilli(rows.getLong(2)),
                                rows.getLong(3),
                                rows.getLong(4),
                                rows.getString(5)));
    }

    /// UTC days of orgs of which imported logs tell.
    public int importedDays() {
        return list(
                        "select count(*) from (select distinct org, day from days where source <> "
                                + Source.METERED.code
                                + ")",
                        rows -> rows.getInt(1))
                .getFirst();
    }

    /// Every row of the hour rollup in [from, to), in no order, but for what history put there.
    public void eachHour(int org, Instant from, Instant to, Consumer<HourSum> sums) {
        read(() -> {
            new DetailRows(connection, org).hours(hour(from), hour(to), sums);
            return org;
        });
    }

    /// Metered calls that failed in [from, to), as long as single calls are kept.
    public void eachFailure(int org, Instant from, Instant to, Consumer<FailureSum> sums) {
        read(() -> {
            new DetailRows(connection, org).failures(from.toEpochMilli(), to.toEpochMilli(), sums);
            return org;
        });
    }

    /// Single calls of these integrations in these hours since 1970, as long as they are kept.
    public void eachCall(int org, Map<Long, Set<String>> wanted, Consumer<CallSeen> calls) {
        try {
            new CallScan(connection, org).read(wanted, calls);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /// The request ids of every metered or brought call in [from, to).
    public void eachRequest(int org, Instant from, Instant to, Consumer<String> requests) {
        read(() -> {
            new DetailRows(connection, org)
                    .requests(from.toEpochMilli(), to.toEpochMilli(), requests);
            return org;
        });
    }

    /// Calls of the hours in [from, to) that [#eachRequest] no longer tells of.
    public void eachForgotten(int org, Instant from, Instant to, Consumer<Forgotten> sums) {
        read(() -> {
            new ForgottenRows(connection, org).each(hour(from), hour(to), sums);
            return org;
        });
    }

    /// What the org said of its limits in [from, to), the oldest first.
    public List<LimitSeen> limits(int org, Instant from, Instant to) {
        return read(() -> new LimitRows(connection, org).seen(from, to));
    }

    /// When the org last said anything of its limits.
    public Optional<Instant> limitsSaidAt(int org) {
        return read(() -> new LimitRows(connection, org).last());
    }

    /// What the org said of its usage in [from, to), the oldest first.
    public List<Sighting> sightings(int org, Instant from, Instant to) {
        return list(
                "select at, used, max, source from sightings where org = "
                        + org
                        + " and minute >= "
                        + minute(from)
                        + " and minute < "
                        + minute(to)
                        + " order by at",
                rows -> sighting(org, rows));
    }

    private static Sighting sighting(int org, ResultSet row) throws SQLException {
        return new Sighting(
                org,
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                Sighting.Source.of(row.getInt(4)));
    }

    /// What an answer of the org's said last of its usage, in [from, to).
    public Optional<Sighting> lastAnswered(int org, Instant from, Instant to) {
        var said =
                list(
                        "select at, used, max, source from sightings where org = "
                                + org
                                + " and source in (0, 1) and minute >= "
                                + minute(from)
                                + " and minute < "
                                + minute(to)
                                + " order by minute desc, at desc limit 1",
                        rows -> sighting(org, rows));
        return said.stream().findFirst();
    }

    /// Charges by hour of the hours in [from, to), from all sources; an hour may come in parts.
    public List<Arrived> hours(int org, Instant from, Instant to) {
        return read(() -> {
            var rows = new ArrayList<Arrived>();
            new ArrivalRows(connection, org).hours(minute(from) / 60, minute(to) / 60, rows::add);
            return rows;
        });
    }

    /// The same by minute, of the minutes in [from, to).
    public List<Arrived> minutes(int org, Instant from, Instant to) {
        return read(() -> {
            var rows = new ArrayList<Arrived>();
            new ArrivalRows(connection, org).minutes(minute(from), minute(to), rows::add);
            return rows;
        });
    }

    /// Names of integrations by their ids.
    public Map<Integer, String> integrations() {
        return read(() -> new Words(connection).names(Names.INTEGRATION));
    }

    /// A small fact the writer kept.
    public Optional<String> kept(String key) {
        return read(() -> {
            try (var select =
                    connection.prepareStatement("select value from facts where key = ?")) {
                select.setString(1, key);
                try (var rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private long inFlight(int org) throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "select sum(charge) from calls where seq >= ? and outcome = 0 and org ="
                                + " ?")) {
            select.setLong(1, Recovery.openFrom(connection));
            select.setInt(2, org);
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private static long hour(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 3600);
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 60);
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws SQLException;
    }

    @FunctionalInterface
    private interface Row<T> {
        T of(java.sql.ResultSet rows) throws SQLException;
    }

    private <T> List<T> list(String sql, Row<T> row) {
        return read(() -> {
            var all = new ArrayList<T>();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    all.add(row.of(rows));
                }
            }
            return all;
        });
    }

    /// One consistent view of the file, given back at the end.
    private <T> T read(Question<T> question) {
        try {
            try {
                return question.ask();
            } finally {
                connection.commit();
            }
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private LedgerException broken(SQLException e) {
        return new LedgerException(
                "the ledger " + file + " could not be read: " + e.getMessage(), e);
    }
}
