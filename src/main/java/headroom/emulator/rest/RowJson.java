package headroom.emulator.rest;

import headroom.emulator.records.Address;
import headroom.emulator.records.Field;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;
import headroom.emulator.records.Values;
import headroom.emulator.soql.Projection;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.time.Instant;

/// Rows as REST shows them: `attributes` first, then fields; parents nested.
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

    void write(Row row, Projection projection) {
        start(row);
        for (var entry : projection.entries()) {
            switch (entry) {
                case Projection.Leaf leaf -> write(row, leaf.field(), leaf.place());
                case Projection.Branch branch -> {
                    json.writeName(branch.name());
                    var id = row.value(branch.place());
                    var parent = id == null ? null : store.find(String.valueOf(id));
                    if (parent == null) {
                        json.writeNull();
                    } else {
                        write(parent, branch.projection());
                    }
                }
            }
        }
        json.writeEndObject();
    }

    void start(Row row) {
        json.writeStartObject();
        json.writeObjectPropertyStart("attributes");
        json.writeStringProperty("type", row.type().name());
        json.writeStringProperty("url", url(row.type(), row.id()));
        json.writeEndObject();
    }

    String url(ObjectType type, String id) {
        return root + "/sobjects/" + type.name() + "/" + id;
    }

    void write(Row row, Field field, int place) {
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
