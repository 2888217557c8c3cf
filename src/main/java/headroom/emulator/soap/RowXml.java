package headroom.emulator.soap;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;
import headroom.emulator.records.Values;
import headroom.emulator.soql.Projection;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Rows as SOAP carries them: type, then Id, then fields, Id once more if it was asked for.
record RowXml(Store store) {
    private static final String SOBJECT = "xsi:type=\"sf:sObject\"";

    /// Writes a row and, nested, its parents.
    ///
    /// @param name the element around the row: `records`, `result`, or a relationship
    void write(XmlText xml, String name, Row row, Projection projection) {
        xml.open(name, SOBJECT);
        xml.put("sf:type", row.type().name());
        var hasId = projection.entries().stream().anyMatch(entry -> entry.name().equals("Id"));
        xml.putOrNil("sf:Id", hasId ? row.id() : null);
        for (var entry : projection.entries()) {
            switch (entry) {
                case Projection.Leaf leaf -> writeField(xml, row, leaf);
                case Projection.Branch branch -> {
                    var id = row.value(branch.place());
                    var parent = id == null ? null : store.find(String.valueOf(id));
                    if (parent == null) {
                        xml.nil("sf:" + branch.name());
                    } else {
                        write(xml, "sf:" + branch.name(), parent, branch.projection());
                    }
                }
            }
        }
        xml.close(name);
    }

    private static void writeField(XmlText xml, Row row, Projection.Leaf leaf) {
        if (leaf.field().type() == FieldType.BASE64) {
            throw ApiFailure.notServed("A base64 field over SOAP");
        }
        var value = row.value(leaf.place());
        var name = "sf:" + leaf.name();
        if (value == null) {
            xml.nil(name);
        } else {
            xml.put(name, Values.soapText(value));
        }
    }

    /// The fields a record gives: nil ones are not given, those in `fieldsToNull` are given as
    /// null.
    static Map<String, @Nullable Object> read(XmlNode record) {
        var given = new LinkedHashMap<String, @Nullable Object>();
        for (var field : record.children()) {
            if (field.name().equals("type") || field.isNil()) {
                continue;
            }
            if (field.name().equals("fieldsToNull")) {
                given.put(field.text().strip(), null);
            } else if (field.children().isEmpty()) {
                given.put(field.name(), field.text());
            } else {
                given.put(field.name(), read(field));
            }
        }
        return given;
    }
}
