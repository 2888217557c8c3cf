package headroom.emulator.soql;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Schema;
import headroom.emulator.records.Store;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// How long queries take over a million rows.
@Tag("full")
class SoqlSpeedTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void answersByIndexWithinFiveMillisecondsOverAMillionRows() {
        var key = Field.text("Key__c", "Key", 40).with(Field.Trait.EXTERNAL_ID);
        var store =
                new Store(new Schema(List.of(ObjectType.custom("Big__c", "a55", List.of(key)))));
        var type = store.schema().get("Big__c");
        for (var i = 0; i < 1_000_000; i++) {
            store.put(
                    type,
                    "",
                    Map.of("Key__c", "K-" + i, "SystemModstamp", NOW.plusSeconds(i / 100)));
        }
        var cursors = new Cursors(store);
        assertThat(median(cursors, "Key__c = 'K-7777%02d'")).isLessThan(Duration.ofMillis(5));
        assertThat(median(cursors, "SystemModstamp > 2026-11-20T14:46:%02d.000Z"))
                .isLessThan(Duration.ofMillis(5));
    }

    private static Duration median(Cursors cursors, String where) {
        var times = new long[50];
        for (var i = 0; i < times.length; i++) {
            var start = System.nanoTime();
            // The newest row is of 14:46:39.
            var soql = "SELECT Id FROM Big__c WHERE " + String.format(where, i % 39);
            assertThat(cursors.query(soql, false, 2_000, NOW).total()).isBetween(1, 10_000);
            times[i] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        return Duration.ofNanos(times[times.length / 2]);
    }
}
