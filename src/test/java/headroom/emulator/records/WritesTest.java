package headroom.emulator.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Several rows in one write, and taking writes back.
class WritesTest {
    private static final Author AUTHOR =
            new Author("005Hr0000000001AAA", Instant.parse("2026-11-22T10:00:00Z"));

    private final Store store = new Store(new Schema(List.of()));
    private final Writes writes = new Writes(store, 1_000, new WorkTime(System::nanoTime));
    private final ObjectType account = store.schema().get("Account");

    private List<Saved> insert(WriteOptions options, String... names) {
        var drafts =
                java.util.Arrays.stream(names)
                        .map(name -> Draft.insert(account, Map.of("Name", name)))
                        .toList();
        return writes.save(Operation.INSERT, drafts, options, AUTHOR);
    }

    private List<String> names() {
        return store.table(account).rows().stream()
                .filter(row -> !row.isDeleted())
                .map(row -> String.valueOf(row.value("Name")))
                .toList();
    }

    @Test
    void aBadRowLeavesTheGoodOnesAlone() {
        var saved = insert(WriteOptions.DEFAULTS, "Acme", "", "Globex");

        assertThat(saved).hasSize(3);
        assertThat(saved.get(1)).isInstanceOf(Saved.Failed.class);
        assertThat(names()).containsExactly("Acme", "Globex");
    }

    @Test
    void allOrNoneTakesTheGoodOnesBack() {
        var saved = insert(WriteOptions.DEFAULTS.withAllOrNone(true), "Acme", "", "Globex");

        assertThat(names()).isEmpty();
        assertThat(saved)
                .extracting(it -> ((Saved.Failed) it).problems().getFirst().code())
                .containsExactly(
                        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                        "REQUIRED_FIELD_MISSING",
                        "ALL_OR_NONE_OPERATION_ROLLED_BACK");
    }

    @Test
    void anOuterRollbackTakesBackWhatAnInnerOneKept() {
        insert(WriteOptions.DEFAULTS, "Before");
        var id = store.table(account).rows().getFirst().id();
        var outer = store.savepoint();
        insert(WriteOptions.DEFAULTS, "Inside");
        writes.save(
                Operation.UPDATE,
                List.of(Draft.update(account, id, Map.of("Name", "Changed"))),
                WriteOptions.DEFAULTS,
                AUTHOR);
        var inner = store.savepoint();
        writes.save(
                Operation.DELETE, List.of(Draft.of(account, id)), WriteOptions.DEFAULTS, AUTHOR);
        store.release(inner);
        assertThat(names()).containsExactly("Inside");

        store.rollback(outer);

        assertThat(names()).containsExactly("Before");
        assertThat(store.table(account).liveCount()).isEqualTo(1);
        assertThat(store.table(account).rows()).hasSize(1);
    }
}
