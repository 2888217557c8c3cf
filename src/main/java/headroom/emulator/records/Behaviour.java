package headroom.emulator.records;

import java.util.List;

/// What an org does with rows beside keeping them: triggers, rules, costs. Writes ask it.
///
/// Every method gets rows of one type, at most 200 at a time, those that have not failed.
public interface Behaviour {
    /// An org that only keeps rows.
    Behaviour NONE =
            new Behaviour() {
                @Override
                public boolean concerns(ObjectType type) {
                    return false;
                }

                @Override
                public boolean hasTriggers(ObjectType type) {
                    return false;
                }

                @Override
                public void before(Operation operation, List<Change> rows, WriteOptions options) {}

                @Override
                public void check(Operation operation, List<Change> rows, WriteOptions options) {}

                @Override
                public void after(Operation operation, List<Change> rows, Author author) {}
            };

    /// Whether anything at all happens to rows of that type; if not they take the short way.
    boolean concerns(ObjectType type);

    /// Whether the good rows are tried again after some have failed.
    boolean hasTriggers(ObjectType type);

    /// Before the rows are checked: may set fields and fail rows.
    void before(Operation operation, List<Change> rows, WriteOptions options);

    /// Once the rows are sound in themselves: validation and duplicate rules.
    void check(Operation operation, List<Change> rows, WriteOptions options);

    /// Once they are written: may fail rows and write others.
    void after(Operation operation, List<Change> rows, Author author);
}
