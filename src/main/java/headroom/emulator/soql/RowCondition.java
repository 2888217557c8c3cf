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

    private final Filters unbound;
    private final Soql soql;
    private final InstantSource clock;
    private Instant day = Instant.MIN;
    private Predicate<Row> bound = _ -> false;

    /// Reads the expression, or says in Salesforce's words what is wrong with it.
    public static Predicate<Row> parse(
            String where, ObjectType type, Store store, InstantSource clock) {
        var soql = SoqlParser.parse(HEAD + type.name() + " WHERE " + where);
        var condition = new RowCondition(store, soql, type, clock);
        condition.follow();
        return condition;
    }

    private RowCondition(Store store, Soql soql, ObjectType type, InstantSource clock) {
        this.unbound = new Filters(store, soql, type, Instant.EPOCH);
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
            bound =
                    new Filters(unbound.store(), soql, unbound.from(), now)
                            .of(soql.where().orElseThrow());
            day = today;
        }
    }
}
