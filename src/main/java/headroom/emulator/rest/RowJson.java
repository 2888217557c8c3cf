package headroom.emulator.rest;

import headroom.emulator.records.Address;
import headroom.emulator.records.Field;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;
import headroom.emulator.records.Values;
import headroom.emulator.soql.Cursors;
import headroom.emulator.soql.Projection;
import headroom.emulator.soql.Query;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Rows as REST shows them: `attributes` first, then fields; parents and children nested.
///
/// @param root `/services/data/v66.0`, with which the urls in the answer begin
record RowJson(Store store, JsonGenerator json, String root) {

    void writeAll(Row row) {
        start(row);
        for (var place = 0; place < row.type().fields().size(); place++) {
            write(row, row.type().field(place), place);
        }
        json.writeEndObject();
    }

    /// Writes a page of an answer as one object: sizes, the way on, and rows or groups.
    ///
    /// @param next where the pages after are asked for
    void write(Cursors.Page page, String next) {
        json.writeStartObject();
        json.writeNumberProperty("totalSize", page.total());
        json.writeBooleanProperty("done", page.isLast());
        if (!page.isLast()) {
            json.writeStringProperty("nextRecordsUrl", next + page.next());
        }
        json.writeArrayPropertyStart("records");
        for (var row : page.rows()) {
            start(row, row.type().name());
            writeEntries(row, page.query().projection(), page, next);
        }
        for (var group : page.groups()) {
            writeGroup(page.query().columns(), group);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeGroup(List<Query.Column> columns, List<@Nullable Object> values) {
        json.writeStartObject();
        json.writeObjectPropertyStart("attributes");
        json.writeStringProperty("type", "AggregateResult");
        json.writeEndObject();
        for (var i = 0; i < values.size(); i++) {
            json.writeName(columns.get(i).name());
            writeValue(values.get(i));
        }
        json.writeEndObject();
    }

    /// Writes a row and, nested, its parents.
    void write(Row row, Projection projection) {
        start(row, projection.typeName(row));
        writeEntries(row, projection, null, "");
    }

    private void writeEntries(
            Row row, Projection projection, Cursors.@Nullable Page page, String next) {
        for (var entry : projection.entries()) {
            switch (entry) {
                case Projection.Leaf leaf -> writeLeaf(row, projection, leaf);
                case Projection.Computed computed -> {
                    json.writeName(computed.name());
                    writeValue(computed.reader().apply(row));
                }
                case Projection.Branch branch -> {
                    json.writeName(branch.name());
                    var parent = projection.parent(store, row, branch);
                    writeOrNull(parent, Optional.of(branch.projection()));
                }
                case Projection.TypeOf typeOf -> {
                    json.writeName(typeOf.name());
                    var parent = Projection.parent(store, row, typeOf.place());
                    writeOrNull(parent, parent == null ? Optional.empty() : typeOf.of(parent));
                }
                case Projection.Children children -> {
                    json.writeName(children.name());
                    var rows = page == null ? null : page.children(row, children).orElse(null);
                    if (rows == null) {
                        json.writeNull();
                    } else {
                        write(rows, next);
                    }
                }
            }
        }
        json.writeEndObject();
    }

    private void writeOrNull(@Nullable Row parent, Optional<Projection> shown) {
        if (parent == null) {
            json.writeNull();
        } else if (shown.isPresent()) {
            write(parent, shown.get());
        } else {
            start(parent, parent.type().name());
            json.writeEndObject();
        }
    }

    private void writeLeaf(Row row, Projection projection, Projection.Leaf leaf) {
        if (leaf.field().type() == FieldType.BASE64) {
            write(row, leaf.field(), leaf.place());
        } else {
            json.writeName(leaf.name());
            writeValue(projection.value(row, leaf));
        }
    }

    void start(Row row) {
        start(row, row.type().name());
    }

    private void start(Row row, String typeName) {
        json.writeStartObject();
        json.writeObjectPropertyStart("attributes");
        json.writeStringProperty("type", typeName);
        json.writeStringProperty("url", url(row.type(), row.id()));
        json.writeEndObject();
    }

    String url(ObjectType type, String id) {
        return root + "/sobjects/" + type.name() + "/" + id;
    }

    void write(Row row, Field field, int place) {
        if (!store.sees(row.type(), place)) {
            return;
        }
        json.writeName(field.name());
        if (field.type() == FieldType.BASE64) {
            json.writeString(url(row.type(), row.id()) + "/" + field.name());
        } else {
            writeValue(row.value(place));
        }
    }

    private void writeValue(@Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case Boolean flag -> json.writeBoolean(flag);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Instant instant -> json.writeString(Values.restTime(instant));
            case Address address -> writeAddress(address);
            default -> json.writeString(String.valueOf(value));
        }
    }

    private void writeAddress(Address address) {
        json.writeStartObject();
        address.parts()
                .forEach((name, part) -> {
                    json.writeName(name);
                    writeValue(part);
                });
        json.writeEndObject();
    }
}
