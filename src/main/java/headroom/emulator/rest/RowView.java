package headroom.emulator.rest;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;

import tools.jackson.core.JsonGenerator;

import java.util.LinkedHashSet;
import java.util.List;

/// Which fields of a row an answer shows, each by its place. Immutable.
public record RowView(ObjectType type, List<Integer> places) {
    private static final int FIELDS_MAX = 1_000;

    public RowView {
        places = List.copyOf(places);
    }

    /// The fields named, and the id at the end if it was not among them.
    public static RowView of(ObjectType type, List<String> names) {
        var places = new LinkedHashSet<Integer>();
        for (var name : names) {
            var place = type.place(name.strip());
            if (place < 0) {
                throw new ApiFailure(
                        400,
                        "INVALID_FIELD",
                        "No such column '" + name.strip() + "' on sobject of type " + type.name());
            }
            places.add(place);
        }
        places.add(0);
        return new RowView(type, List.copyOf(places));
    }

    /// Fields as a query parameter names them, `Id,Name`.
    public static RowView of(ObjectType type, String names) {
        return of(type, List.of(names.split(",", FIELDS_MAX)));
    }

    /// Writes the row as an object.
    ///
    /// @param root the path with which urls begin: `/services/data/v66.0`
    public void write(JsonGenerator json, Store store, String root, Row row) {
        var writer = new RowJson(store, json, root);
        writer.start(row);
        for (var place : places) {
            writer.write(row, type.field(place), place);
        }
        json.writeEndObject();
    }
}
