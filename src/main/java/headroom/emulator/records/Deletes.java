package headroom.emulator.records;

import headroom.emulator.records.Saved.Problem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Takes rows out and brings them back, with the rows that hang on them. One owner.
final class Deletes {
    private static final int DEPTH_MAX = 10;

    private final Store store;
    private final Derived derived;

    Deletes(Store store, Derived derived) {
        this.store = store;
        this.derived = derived;
    }

    /// Moves a row and its details to the recycle bin, unless something holds it.
    @Nullable Problem delete(Row row, Author author) {
        var problem = held(row);
        if (problem == null) {
            remove(row, author, 0);
        }
        return problem;
    }

    private @Nullable Problem held(Row row) {
        for (var link : store.schema().children(row.type())) {
            var holding = link.isRestricting() ? pointing(link, row) : List.<Row>of();
            if (!holding.isEmpty()) {
                var names =
                        holding.stream()
                                .limit(10)
                                .map(it -> String.valueOf(it.value(it.type().namePlace())))
                                .toList();
                return Problem.of(
                        "DELETE_FAILED",
                        "Your attempt to delete "
                                + row.value(row.type().namePlace())
                                + " could not be completed because it is associated with the"
                                + " following "
                                + link.child().labelPlural().toLowerCase(java.util.Locale.ROOT)
                                + ".: "
                                + String.join(", ", names)
                                + "\n");
            }
        }
        return null;
    }

    private Collection<Row> pointing(Schema.Link link, Row row) {
        return store.table(link.child()).withValue(link.place(), row.id());
    }

    private void remove(Row row, Author author, int depth) {
        for (var link : store.schema().children(row.type())) {
            for (var child : List.copyOf(pointing(link, row))) {
                if (link.isCascading() && depth < DEPTH_MAX) {
                    remove(child, author, depth + 1);
                } else {
                    store.table(child.type()).write(child, link.place(), null);
                }
            }
        }
        if (!row.isDeleted()) {
            var table = store.table(row.type());
            table.write(row, derived.onDelete(row, true, author));
            table.delete(row);
        }
    }

    /// Forgets a row, whether it lives or lies in the recycle bin, and its details with it.
    @Nullable Problem purge(Row row, Author author) {
        if (!row.isDeleted()) {
            var problem = delete(row, author);
            if (problem != null) {
                return problem;
            }
        }
        for (var detail : goneWith(row)) {
            purge(detail, author);
        }
        store.table(row.type()).purge(row);
        return null;
    }

    /// Brings back a row and what went with it.
    void undelete(Row row, Author author) {
        var details = goneWith(row);
        var table = store.table(row.type());
        table.restore(row);
        table.write(row, derived.onDelete(row, false, author));
        for (var detail : details) {
            undelete(detail, author);
        }
    }

    /// The details in the recycle bin that were deleted in the same second as their parent.
    private List<Row> goneWith(Row row) {
        var stamp = row.value("SystemModstamp");
        var found = new ArrayList<Row>();
        for (var link : store.schema().children(row.type())) {
            var table = store.table(link.child());
            if (!link.isCascading() || table.liveCount() == table.rowCount()) {
                continue;
            }
            for (var child : table.rows()) {
                if (child.isDeleted()
                        && row.id().equals(child.value(link.place()))
                        && String.valueOf(stamp).equals("" + child.value("SystemModstamp"))) {
                    found.add(child);
                }
            }
        }
        return found;
    }
}
