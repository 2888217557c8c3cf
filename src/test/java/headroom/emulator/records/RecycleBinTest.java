package headroom.emulator.records;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Serves;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Deletes, what they take with them, and the way back.
@Serves("Data: recycle bin, cascades, snapshots")
class RecycleBinTest {
    private static final Author AUTHOR =
            new Author("005Hr0000000001AAA", Instant.parse("2026-11-22T10:00:00Z"));
    private final Store store = new Store(new Schema(List.of()));
    private final Writes writes = new Writes(store, 1_000, new WorkTime(() -> 0));
    private final ObjectType account = store.schema().get("Account");
    private final ObjectType contact = store.schema().get("Contact");
    private final ObjectType kase = store.schema().get("Case");

    private String create(ObjectType type, Map<String, Object> values) {
        return switch (writes.create(type, Map.copyOf(values), AUTHOR)) {
            case Saved.Done done -> done.id();
            case Saved.Failed failed -> throw new AssertionError(failed.problems());
        };
    }

    private Saved save(Operation operation, ObjectType type, String id) {
        return writes.save(operation, List.of(Draft.of(type, id)), WriteOptions.DEFAULTS, AUTHOR)
                .getFirst();
    }

    @Test
    void anAccountTakesItsContactsAndBringsThemBack() {
        var acme = create(account, Map.of("Name", "Acme"));
        var ada = create(contact, Map.of("LastName", "Lovelace", "AccountId", acme));

        save(Operation.DELETE, account, acme);
        assertThat(store.find(ada)).matches(Row::isDeleted);
        assertThat(store.find(ada).value("IsDeleted")).isEqualTo(true);

        save(Operation.UNDELETE, account, acme);
        assertThat(store.find(acme)).matches(row -> !row.isDeleted());
        assertThat(store.find(ada)).matches(row -> !row.isDeleted());
        assertThat(store.table(contact).withValue(contact.place("AccountId"), acme)).hasSize(1);
    }

    @Test
    void anAccountWithCasesStays() {
        var acme = create(account, Map.of("Name", "Acme"));
        create(kase, Map.of("Subject", "Broken", "AccountId", acme));

        var saved = save(Operation.DELETE, account, acme);

        var problem = ((Saved.Failed) saved).problems().getFirst();
        assertThat(problem.code()).isEqualTo("DELETE_FAILED");
        assertThat(problem.message())
                .isEqualTo(
                        "Your attempt to delete Acme could not be completed because it is"
                                + " associated with the following cases.: 00001000\n");
    }

    @Test
    void aLookupIsClearedWhenItsParentGoes() {
        var parent = create(account, Map.of("Name", "Parent"));
        var child = create(account, Map.of("Name", "Child", "ParentId", parent));

        save(Operation.DELETE, account, parent);

        assertThat(store.find(child).value("ParentId")).isNull();
    }

    @Test
    void aHardDeleteLeavesNothing() {
        var acme = create(account, Map.of("Name", "Acme"));
        create(account, Map.of("Name", "Globex"));

        save(Operation.DELETE, account, acme);
        save(Operation.HARD_DELETE, account, acme);

        assertThat(store.find(acme)).isNull();
        assertThat(store.table(account).rows()).hasSize(1);
        assertThat(store.table(account).between(0, null, null)).hasSize(1);
        assertThat(save(Operation.UNDELETE, account, acme)).isInstanceOf(Saved.Failed.class);
    }

    @Test
    void aRollbackBringsBackWhatWasPurged() {
        var acme = create(account, Map.of("Name", "Acme"));
        var point = store.savepoint();
        save(Operation.HARD_DELETE, account, acme);

        store.rollback(point);

        assertThat(store.find(acme)).matches(row -> !row.isDeleted());
        assertThat(store.table(account).withValue(account.place("Name"), "acme")).hasSize(1);
        assertThat(store.table(account).liveCount()).isEqualTo(1);
    }

    @Test
    void aSnapshotHoldsWhatChangedSince() {
        var acme = create(account, Map.of("Name", "Acme"));
        var kept = store.snapshot();
        writes.update(account, acme, Map.of("Name", "Changed"), AUTHOR);
        create(account, Map.of("Name", "Later"));

        store.restore(kept);

        assertThat(store.find(acme).value("Name")).isEqualTo("Acme");
        assertThat(store.table(account).rows()).hasSize(1);
        assertThat(store.table(account).withValue(account.place("Name"), "Changed")).isEmpty();
        assertThat(create(account, Map.of("Name", "Next"))).isNotEqualTo(acme);
    }
}
