package headroom.emulator.soap;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;
import headroom.emulator.records.Values;
import headroom.emulator.soql.Cursors;
import headroom.emulator.soql.Projection;
import headroom.emulator.soql.Query;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rows as SOAP carries them: type, then Id, then fields, Id once more if it was asked for. Parents
/// are nested as rows, children as query results.
record RowXml(Store store) {
    private static final String SOBJECT = "xsi:type=\"sf:sObject\"";
    private static final String XSD = "xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"";

    /// Writes a page of an answer into an element that the caller opened, in the WSDL's order.
    void write(XmlText xml, Cursors.Page page) {
        xml.put("done", page.isLast());
        xml.putOrNil("queryLocator", page.next());
        for (var row : page.rows()) {
            write(xml, "records", row, page.query().projection(), page);
        }
        for (var group : page.groups()) {
            writeGroup(xml, page.query().columns(), group);
        }
        xml.put("size", page.total());
    }

    private static void writeGroup(
            XmlText xml, List<Query.Column> columns, List<@Nullable Object> values) {
        xml.open("records", SOBJECT + " " + XSD);
        xml.put("sf:type", "AggregateResult").nil("sf:Id");
        for (var i = 0; i < values.size(); i++) {
            var name = "sf:" + columns.get(i).name();
            var value = values.get(i);
            if (value == null) {
                xml.nil(name);
            } else {
                xml.put(name, "xsi:type=\"" + type(value) + "\"", Values.soapText(value));
            }
        }
        xml.close("records");
    }

    private static String type(Object value) {
        return switch (value) {
            case Integer _, Long _ -> "xsd:int";
            case Double _ -> "xsd:double";
            case Boolean _ -> "xsd:boolean";
            case Instant _ -> "xsd:dateTime";
            case LocalDate _ -> "xsd:date";
            default -> "xsd:string";
        };
    }

    /// Writes a row and, nested, its parents.
    ///
    /// @param name the element around the row: `records`, `result`, or a relationship
    void write(XmlText xml, String name, Row row, Projection projection) {
        write(xml, name, row, projection, null);
    }

    private void write(
            XmlText xml, String name, Row row, Projection projection, Cursors.@Nullable Page page) {
        xml.open(name, SOBJECT);
        xml.put("sf:type", projection.typeName(row));
        var hasId = projection.entries().stream().anyMatch(entry -> entry.name().equals("Id"));
        xml.putOrNil("sf:Id", hasId ? row.id() : null);
        for (var entry : projection.entries()) {
            var tag = "sf:" + entry.name();
            switch (entry) {
                case Projection.Leaf leaf -> writeField(xml, tag, row, projection, leaf);
                case Projection.Computed computed ->
                        writeValue(xml, tag, computed.reader().apply(row));
                case Projection.Branch branch -> {
                    var parent = projection.parent(store, row, branch);
                    writeOrNil(xml, tag, parent, Optional.of(branch.projection()));
                }
                case Projection.TypeOf typeOf -> {
                    var parent = Projection.parent(store, row, typeOf.place());
                    var shown = parent == null ? Optional.<Projection>empty() : typeOf.of(parent);
                    writeOrNil(xml, tag, parent, shown);
                }
                case Projection.Children children -> {
                    var rows = page == null ? null : page.children(row, children).orElse(null);
                    if (rows == null) {
                        xml.nil(tag);
                    } else {
                        xml.open(tag, "xsi:type=\"QueryResult\"");
                        write(xml, rows);
                        xml.close(tag);
                    }
                }
            }
        }
        xml.close(name);
    }

    private void writeOrNil(
            XmlText xml, String tag, @Nullable Row parent, Optional<Projection> shown) {
        if (parent == null) {
            xml.nil(tag);
        } else {
            write(xml, tag, parent, shown.orElseGet(() -> Projection.of(parent.type())));
        }
    }

    private static void writeField(
            XmlText xml, String tag, Row row, Projection projection, Projection.Leaf leaf) {
        var value = projection.value(row, leaf);
        if (leaf.field().type() == FieldType.BASE64 && value == null) {
            throw ApiFailure.notServed("A base64 field over SOAP");
        }
        writeValue(xml, tag, value);
    }

    private static void writeValue(XmlText xml, String tag, @Nullable Object value) {
        if (value == null) {
            xml.nil(tag);
        } else {
            xml.put(tag, Values.soapText(value));
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
