package headroom.emulator.soap;

import headroom.emulator.org.Org;
import headroom.emulator.records.Draft;
import headroom.emulator.records.Operation;
import headroom.emulator.records.Saved;
import headroom.emulator.soap.PartnerApi.SoapCall;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The records of one write in their order: those that can be tried, and those refused unread.
///
/// An upsert by `Id` mixes inserts and updates; each run of one kind is one save.
final class SoapBatch {
    private final Operation operation;
    private final List<Entry> entries = new ArrayList<>();

    /// A record of the call.
    ///
    /// @param draft null where the record was refused before it was tried
    private record Entry(Operation operation, @Nullable Draft draft, Saved refusal) {}

    private static final Saved TRIED = new Saved.Failed(List.of());

    SoapBatch(Operation operation) {
        this.operation = operation;
    }

    void add(Draft draft) {
        add(operation, draft);
    }

    void add(Operation other, Draft draft) {
        entries.add(new Entry(other, draft, TRIED));
    }

    void refuse(String code, String message) {
        var problem = new Saved.Problem(code, message, List.of());
        entries.add(new Entry(operation, null, new Saved.Failed(List.of(problem))));
    }

    /// Writes them and gives the response's elements.
    String save(Org org, SoapCall call, String name) {
        var options = call.envelope().writeOptions();
        var author = org.author(call.session().userId());
        var point = org.store().savepoint();
        var results = new ArrayList<Saved>(entries.size());
        for (var from = 0; from < entries.size(); ) {
            var to = runEnd(from);
            var drafts = new ArrayList<Draft>(to - from);
            for (var entry : entries.subList(from, to)) {
                if (entry.draft() != null) {
                    drafts.add(entry.draft());
                }
            }
            var saved =
                    org.writes()
                            .save(entries.get(from).operation(), drafts, options, author)
                            .iterator();
            for (var entry : entries.subList(from, to)) {
                results.add(entry.draft() == null ? entry.refusal() : saved.next());
            }
            from = to;
        }
        return SaveXml.write(name, settle(org, point, results, options.allOrNone()));
    }

    private int runEnd(int from) {
        var to = from;
        while (to < entries.size()
                && entries.get(to).operation() == entries.get(from).operation()) {
            to++;
        }
        return to;
    }

    private static List<Saved> settle(
            Org org,
            headroom.emulator.records.Store.Savepoint point,
            List<Saved> results,
            boolean allOrNone) {
        if (!allOrNone || results.stream().noneMatch(Saved.Failed.class::isInstance)) {
            org.store().release(point);
            return results;
        }
        org.store().rollback(point);
        return results.stream().map(SoapBatch::takenBack).toList();
    }

    private static Saved takenBack(Saved saved) {
        return saved instanceof Saved.Failed
                ? saved
                : new Saved.Failed(
                        List.of(
                                new Saved.Problem(
                                        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                                        "Record rolled back because not all records were valid and"
                                                + " the request was using AllOrNone header",
                                        List.of())));
    }
}
