package headroom.emulator.bulk;

import headroom.emulator.bulk.LoadRow.Intent;
import headroom.emulator.bulk.LoadRow.Refused;
import headroom.emulator.bulk.LoadRow.Write;
import headroom.emulator.bulk.Slots.Slot;
import headroom.emulator.records.Draft;
import headroom.emulator.records.Operation;
import headroom.emulator.records.Saved.Problem;
import headroom.emulator.records.Schema;
import headroom.salesforce.RecordId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns cells and named values into rows to be written. One owner.
public final class RowReader {
    private static final String NULL_MARK = "#N/A";

    private final Slots slots;
    private final LoadPlan plan;

    /// @param schema where the columns' names are looked up
    public RowReader(Schema schema, LoadPlan plan) {
        this.slots = new Slots(schema, plan);
        this.plan = plan;
    }

    /// The columns of a CSV, understood once. A name that is no field fails the whole batch.
    public final class Columns {
        private final List<Slot> places = new ArrayList<>();

        private Columns(List<String> header) {
            var seen = new java.util.HashSet<Slot>();
            for (var name : header) {
                var slot = slots.of(name.strip());
                if (!seen.add(slot)) {
                    throw new BulkFailure("InvalidBatch", "Duplicate field name : " + name);
                }
                places.add(slot);
            }
            requireKey(seen);
        }

        /// Every record has as many fields as the header.
        public void checkWidth(int fields) {
            if (fields != places.size()) {
                throw BulkFailure.badCsv(
                        "Found a record with "
                                + fields
                                + " fields where the header has "
                                + places.size());
            }
        }

        /// One record; what is empty stays as it is, `#N/A` is null.
        public LoadRow read(List<String> cells) {
            checkWidth(cells.size());
            var gathered = new Gathered();
            for (var i = 0; i < cells.size(); i++) {
                var cell = cells.get(i);
                if (!cell.isEmpty()) {
                    gathered.put(places.get(i), cell.equals(NULL_MARK) ? null : cell);
                }
            }
            return new LoadRow(cells, gathered.intent());
        }
    }

    public Columns columns(List<String> header) {
        return new Columns(header);
    }

    private void requireKey(java.util.Set<Slot> seen) {
        var needed = plan.neededField();
        if (!needed.isEmpty() && !seen.contains(slots.of(needed))) {
            throw BulkFailure.noSuchField(needed);
        }
    }

    /// A row by field names, as XML and JSON carry it. A map as value is a parent by its key.
    public LoadRow read(Map<String, @Nullable Object> given) {
        var gathered = new Gathered();
        given.forEach((name, value) -> {
            if (name.equals("attributes")) {
                return;
            }
            if (value instanceof Map<?, ?> parent) {
                parent.forEach((key, keyValue) -> {
                    if (!key.equals("type")) {
                        gathered.put(slots.of(name + "." + key), keyValue);
                    }
                });
            } else {
                gathered.put(slots.of(name), value);
            }
        });
        return new LoadRow(List.of(), gathered.intent());
    }

    /// A row's values as they are found.
    private final class Gathered {
        private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
        private String id = "";
        private @Nullable Object key;
        private @Nullable Problem problem;

        void put(Slot slot, @Nullable Object raw) {
            try {
                switch (slot) {
                    case Slots.RowId _ -> id = raw == null ? "" : String.valueOf(raw).strip();
                    case Slots.Key it -> key = raw == null ? null : RowText.read(it.field(), raw);
                    case Slots.Own own -> {
                        var field = own.field();
                        values.put(field.name(), raw == null ? null : RowText.read(field, raw));
                    }
                    case Slots.Parent parent -> {
                        if (raw != null) {
                            var found = RowText.read(parent.key(), raw);
                            var named = new LinkedHashMap<String, @Nullable Object>();
                            named.put(parent.key().name(), found);
                            values.put(parent.relationship(), named);
                        }
                    }
                }
            } catch (RowText.Unreadable e) {
                problem = problem == null ? e.problem() : problem;
            }
        }

        Intent intent() {
            if (problem != null) {
                return new Refused(problem);
            }
            return switch (plan.operation()) {
                case INSERT ->
                        id.isEmpty()
                                ? new Write(Operation.INSERT, Draft.insert(plan.type(), values))
                                : new Refused(
                                        new Problem(
                                                "INVALID_FIELD_FOR_INSERT_UPDATE",
                                                "cannot specify Id in an insert call",
                                                List.of("Id")));
                case UPDATE -> named("update", Draft.update(plan.type(), id, values));
                case DELETE, HARD_DELETE, UNDELETE -> named("delete", Draft.of(plan.type(), id));
                case UPSERT -> upsert();
            };
        }

        private Intent named(String call, Draft draft) {
            if (id.isEmpty()) {
                return new Refused(
                        new Problem(
                                "MISSING_ARGUMENT",
                                "Id not specified in " + article(call) + " call",
                                List.of()));
            }
            return RecordId.find(id).isEmpty()
                    ? new Refused(new Problem("MALFORMED_ID", "bad id " + id, List.of("Id")))
                    : new Write(plan.operation(), draft);
        }

        private static String article(String call) {
            return call.equals("update") ? "an update" : "a " + call;
        }

        private Intent upsert() {
            if (key != null) {
                return new Write(
                        Operation.UPSERT, Draft.upsert(plan.type(), plan.keyPlace(), key, values));
            }
            if (plan.keyPlace() == 0) {
                return new Write(Operation.INSERT, Draft.insert(plan.type(), values));
            }
            var name = plan.type().field(plan.keyPlace()).name();
            return new Refused(
                    new Problem("MISSING_ARGUMENT", name + " not specified", List.of(name)));
        }
    }
}
