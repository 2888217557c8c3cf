package headroom.emulator.soql;

import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;

/// What stands after WHERE, held against one row at a time: rules in configuration are written so.
///
/// `TODAY` and its like follow the clock. One owner, as the rows are.
public final class RowCondition implements Predicate<Row> {
    private static final String HEAD = "SELECT Id FROM ";

    private final Store store;
    private final ObjectType type;
    private final Soql soql;
    private final InstantSource clock;
    private Instant day = Instant.MIN;
    private Predicate<Row> bound = _ -> false;

    /// Reads the expression, or says in Salesforce's words what is wrong with it.
    public static Predicate<Row> parse(
            String where, ObjectType type, Store store, InstantSource clock) {
        var soql = SoqlParser.parse(HEAD + type.name() + " WHERE " + where);
        if (!soql.orders().isEmpty() || soql.limit() >= 0 || soql.grouping().isPresent()) {
            throw SoqlFailure.malformed("a condition ends where ORDER BY, GROUP BY or LIMIT begin");
        }
        var condition = new RowCondition(store, type, soql, clock);
        condition.follow();
        return condition;
    }

    private RowCondition(Store store, ObjectType type, Soql soql, InstantSource clock) {
        this.store = store;
        this.type = type;
        this.soql = soql;
        this.clock = clock;
    }

    @Override
    public boolean test(Row row) {
        follow();
        return bound.test(row);
    }

    /// Binds anew when the day has changed, and with it what relative dates mean.
    private void follow() {
        var now = clock.instant();
        var today = now.truncatedTo(ChronoUnit.DAYS);
        if (!today.equals(day)) {
            bound = bind(Season.of(store, now, Viewer.ALL));
            day = today;
        }
    }

    private Predicate<Row> bind(Season season) {
        var filters =
                new Filters<Row>(
                        soql,
                        new Wanted(soql, season),
                        new Operands(store, soql, type, season)::of,
                        new SemiJoins(store, soql, season));
        return filters.of(soql.where().orElseThrow());
    }
}
