package headroom.emulator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.records.Access;
import headroom.emulator.records.Author;
import headroom.emulator.records.Draft;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Operation;
import headroom.emulator.records.Saved;
import headroom.emulator.records.Schema;
import headroom.emulator.records.Store;
import headroom.emulator.records.WorkTime;
import headroom.emulator.records.WriteOptions;
import headroom.emulator.records.Writes;
import headroom.testing.Serves;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Triggers, their retries, and what work costs in time.
@Serves({"Data: triggers", "Data: UNABLE_TO_LOCK_ROW", "Data: a cost in time per row"})
class RulesTest {
    private static final Author AUTHOR =
            new Author("005Hr0000000001AAA", Instant.parse("2026-11-22T10:00:00Z"));
    private final Store store = new Store(new Schema(List.of()));
    private long nanos;
    private final WorkTime time = new WorkTime(() -> nanos);
    private final Writes writes = new Writes(store, 10_000, time);
    private final ObjectType lead = store.schema().get("Lead");

    private Rules obey(Rule... rules) {
        var bound =
                new Rules(List.of(rules), store, writes, Map.of(), InstantSource.system(), time);
        writes.obey(bound, Access.ALL);
        if (bound.takeTime()) {
            time.use();
        }
        return bound;
    }

    private static Rule.Trigger trigger(String when, String fail, int failFirst, Duration cost) {
        return new Rule.Trigger(
                "Lead",
                "T",
                Set.of(Operation.INSERT, Operation.UPDATE),
                when,
                Map.of(),
                fail,
                failFirst,
                List.of(),
                cost);
    }

    private List<Saved> insert(WriteOptions options, String... names) {
        var drafts = new ArrayList<Draft>();
        for (var name : names) {
            drafts.add(Draft.insert(lead, Map.of("LastName", name, "Company", "C")));
        }
        return writes.save(Operation.INSERT, drafts, options, AUTHOR);
    }

    private static String code(Saved saved) {
        return switch (saved) {
            case Saved.Done _ -> "";
            case Saved.Failed failed -> failed.problems().getFirst().code();
        };
    }

    @Test
    void aTriggerRunsOncePer200Rows() {
        var rules = obey(trigger("", "", 0, Duration.ZERO));
        var names = new String[450];
        java.util.Arrays.fill(names, "L");

        insert(WriteOptions.DEFAULTS, names);

        assertThat(rules.runs().get("T")).isEqualTo(new Rules.Runs(3, 450));
    }

    @Test
    void theGoodRowsOfAChunkRunAgain() {
        var rules = obey(trigger("LastName = 'Bad'", "bad", 0, Duration.ZERO));

        var saved = insert(WriteOptions.DEFAULTS, "A", "Bad", "B");

        assertThat(saved)
                .extracting(RulesTest::code)
                .containsExactly("", "FIELD_CUSTOM_VALIDATION_EXCEPTION", "");
        assertThat(rules.runs().get("T")).isEqualTo(new Rules.Runs(2, 5));
        assertThat(store.table(lead).rows()).hasSize(2);
    }

    @Test
    void threeTriesAreEnough() {
        obey(trigger("LastName != 'Safe'", "race", 1, Duration.ZERO));

        var saved = insert(WriteOptions.DEFAULTS, "A", "B", "C", "D", "E");

        assertThat(saved)
                .extracting(RulesTest::code)
                .containsExactly(
                        "FIELD_CUSTOM_VALIDATION_EXCEPTION",
                        "FIELD_CUSTOM_VALIDATION_EXCEPTION",
                        "FIELD_CUSTOM_VALIDATION_EXCEPTION",
                        "TOO_MANY_APEX_REQUESTS",
                        "TOO_MANY_APEX_REQUESTS");
        assertThat(((Saved.Failed) saved.getLast()).problems().getFirst().message())
                .isEqualTo(
                        "Too many batch retries in the presence of Apex triggers and partial"
                                + " failures.");
        assertThat(store.table(lead).rows()).isEmpty();
    }

    @Test
    void allOrNoneTakesTriggeredRowsBackToo() {
        obey(
                new Rule.Trigger(
                        "Lead",
                        "T",
                        Set.of(Operation.INSERT),
                        "",
                        Map.of(),
                        "",
                        0,
                        List.of(
                                new Rule.Creation(
                                        "Task", Map.of("Subject", "Call {Name}", "WhoId", "{Id}"))),
                        Duration.ZERO));
        var task = store.schema().get("Task");

        insert(WriteOptions.DEFAULTS, "Good");
        insert(WriteOptions.DEFAULTS.withAllOrNone(true), "Good", "");

        assertThat(store.table(lead).rows()).hasSize(1);
        assertThat(store.table(task).rows()).hasSize(1);
        assertThat(store.table(task).rows().getFirst().value("Subject")).isEqualTo("Call Good");
    }

    @Test
    void aLockedRowMakesTheNextWriteWaitAndThenFail() {
        obey(trigger("", "", 0, Duration.ofSeconds(6)));
        time.begin();
        var id = ((Saved.Done) insert(WriteOptions.DEFAULTS, "Held").getFirst()).id();
        time.end();
        // A new row is nobody else's; the first update is the first to lock it.
        var waited = new ArrayList<Duration>();
        var codes = new ArrayList<String>();

        for (var i = 0; i < 3; i++) {
            time.begin();
            codes.add(code(writes.update(lead, id, Map.of("Company", "C" + i), AUTHOR)));
            waited.add(time.end());
        }

        assertThat(codes).containsExactly("", "", "UNABLE_TO_LOCK_ROW");
        assertThat(waited)
                .containsExactly(
                        Duration.ofSeconds(6), Duration.ofSeconds(12), Duration.ofSeconds(10));
        nanos = Duration.ofSeconds(20).toNanos();
        time.begin();
        assertThat(code(writes.update(lead, id, Map.of("Company", "later"), AUTHOR))).isEmpty();
    }
}
