package headroom.emulator.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Rows found by ranges of values.
class OrderedIndexTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final Store store = new Store(new Schema(List.of()));
    private final ObjectType type = store.schema().get("Account");
    private final Table table = store.table(type);
    private final int stamp = type.place("SystemModstamp");

    private Row row(long seconds) {
        return store.put(type, "", Map.of("SystemModstamp", NOON.plusSeconds(seconds)));
    }

    @Test
    void findsFromTheOneValueToBeforeTheOther() {
        var first = row(0);
        var second = row(10);
        var third = row(20);

        assertThat(table.between(stamp, NOON.plusSeconds(10), null)).containsExactly(second, third);
        assertThat(table.between(stamp, null, NOON.plusSeconds(10))).containsExactly(first);
        assertThat(table.between(stamp, NOON.plusSeconds(20), NOON)).isEmpty();
        assertThat(table.between(0, first.id(), third.id())).containsExactly(first, second);
    }

    @Test
    void showsARowOnceThoughAValueCameBack() {
        var row = row(0);
        var point = store.savepoint();
        table.write(row, stamp, NOON.plusSeconds(99));
        store.rollback(point);
        table.write(row, stamp, null);
        table.write(row, stamp, NOON.plusSeconds(5));

        assertThat(table.between(stamp, null, null)).containsExactly(row);
        assertThat(table.between(stamp, NOON.plusSeconds(6), null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithATreeAfterManyWrites(long seed) {
        var random = new Random(seed);
        var rows = new ArrayList<Row>();
        for (var step = 0; step < 20_000; step++) {
            if (rows.size() < 50 || random.nextInt(20) == 0) {
                rows.add(row(step));
            } else {
                var at = random.nextInt(50) == 0 ? random.nextInt(step) : step;
                table.write(rows.get(random.nextInt(rows.size())), stamp, NOON.plusSeconds(at / 3));
            }
            if (random.nextInt(1_000) == 0) {
                compare(rows, random.nextInt(step + 1), random.nextInt(step + 1));
            }
        }
        compare(rows, 0, 20_000);
    }

    private void compare(List<Row> rows, int from, int to) {
        var tree = new TreeMap<String, Row>();
        var low = NOON.plusSeconds(from);
        var high = NOON.plusSeconds(to);
        for (var row : rows) {
            var value = (Instant) row.value(stamp);
            if (value != null && !value.isBefore(low) && value.isBefore(high)) {
                tree.put(value + row.id(), row);
            }
        }
        assertThat(table.between(stamp, low, high)).containsExactlyElementsOf(tree.values());
        assertThat(table.countBetween(stamp, low, high)).isGreaterThanOrEqualTo(tree.size());
    }
}
