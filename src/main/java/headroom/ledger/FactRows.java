package headroom.ledger;

import headroom.meter.Sighting;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sightings, tokens, kept facts and gaps: what waits to be written, and its tables. One-owner.
final class FactRows implements AutoCloseable {
    private static final int WAITING_MAX = 50_000;
    private static final int LIMITS_MAX = 1_000;

    private final Map<Minute, Sighted> sightings = new LinkedHashMap<>();
    private final Map<String, TokenTrace> tokens = new LinkedHashMap<>();
    private final Map<String, String> facts = new HashMap<>();
    private final Batch sightingRows;
    private final List<LimitSightings> limits = new ArrayList<>();
    private final Batch limitRows;
    private final Batch tokenRows;
    private final Batch factRows;
    private final Batch gapRows;

    private record Minute(int org, long minute, Sighting.Source source) {}

    private record Sighted(Sighting sighting, long order) {}

    FactRows(Connection connection) throws SQLException {
        sightingRows =
                new Batch(
                        connection,
                        """
                        insert into sightings values (?, ?, ?, ?, ?, ?, ?)
                        on conflict do update set at = excluded.at, used = excluded.used,
                          max = excluded.max, after_seq = excluded.after_seq
                        where excluded.after_seq >= after_seq
                        """);
        limitRows =
                new Batch(
                        connection,
                        "insert or replace into limit_sightings values (?, ?, ?, ?, ?)");
        tokenRows = new Batch(connection, "insert or replace into tokens values (?, ?, ?, ?, ?)");
        factRows = new Batch(connection, "insert or replace into facts values (?, ?)");
        gapRows =
                new Batch(
                        connection,
                        "insert into gaps (began, ended, calls, charges, cause)"
                                + " values (?, ?, ?, ?, ?)");
    }

    void sight(Sighting sighting, long order) {
        if (sightings.size() >= WAITING_MAX) {
            sightings.clear();
        }
        var minute = Math.floorDiv(sighting.atMillis(), 60_000L);
        sightings.merge(
                new Minute(sighting.org(), minute, sighting.source()),
                new Sighted(sighting, order),
                (a, b) -> b.order() >= a.order() ? b : a);
    }

    void sightLimits(LimitSightings said) {
        if (limits.size() >= LIMITS_MAX) {
            limits.clear();
        }
        limits.add(said);
    }

    void remember(TokenTrace trace) {
        if (tokens.size() >= WAITING_MAX) {
            tokens.clear();
        }
        tokens.put(trace.hash(), trace);
    }

    void keep(String key, String value) {
        facts.put(key, value);
    }

    boolean areSightingsWaiting() {
        return !sightings.isEmpty() || !limits.isEmpty();
    }

    boolean isAnythingUrgent() {
        return !tokens.isEmpty() || !facts.isEmpty();
    }

    /// Writes tokens and facts, which go with every commit.
    void writeUrgent() throws SQLException {
        for (var trace : tokens.values()) {
            tokenRows.text(1, trace.hash()).number(2, trace.org()).number(3, trace.integration());
            tokenRows.number(4, trace.user()).number(5, trace.seenMillis()).row();
        }
        for (var fact : facts.entrySet()) {
            factRows.text(1, fact.getKey()).text(2, fact.getValue()).row();
        }
        tokenRows.run();
        factRows.run();
    }

    /// Writes sightings, which go with a fold.
    void writeSightings() throws SQLException {
        for (var entry : sightings.entrySet()) {
            var minute = entry.getKey();
            var sighting = entry.getValue().sighting();
            sightingRows.row(
                    minute.org(),
                    minute.minute(),
                    minute.source().code(),
                    sighting.atMillis(),
                    sighting.used(),
                    sighting.max(),
                    entry.getValue().order());
        }
        sightingRows.run();
        for (var said : limits) {
            for (var limit : said.limits()) {
                limitRows.row(
                        said.org(), said.atMillis(), limit.name(), limit.max(), limit.remaining());
            }
        }
        limitRows.run();
    }

    void writeGap(Gap.Span span) throws SQLException {
        gapRows.number(1, span.began()).number(2, span.ended()).number(3, span.calls());
        gapRows.number(4, span.charges()).text(5, span.cause()).row();
        gapRows.run();
    }

    void urgentWritten() {
        tokens.clear();
        facts.clear();
    }

    void sightingsWritten() {
        sightings.clear();
        limits.clear();
    }

    @Override
    public void close() throws SQLException {
        sightingRows.close();
        limitRows.close();
        tokenRows.close();
        factRows.close();
        gapRows.close();
    }
}
