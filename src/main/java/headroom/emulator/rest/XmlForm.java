package headroom.emulator.rest;

import headroom.emulator.call.Call;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A REST answer as XML: names become elements, lists repeat theirs, `attributes` become
/// attributes.
///
/// The REST guide shows rows, results of writes and query results so; for other resources the
/// root's name is the likeliest one.
final class XmlForm {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final String NIL = " xsi:nil=\"true\"";
    private static final String XSI = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

    private final StringBuilder out = new StringBuilder(HEAD);

    private XmlForm() {}

    static byte[] write(Call call, JsonNode node) {
        var form = new XmlForm();
        if (node.isArray()) {
            form.out.append("<Results").append(XSI).append('>');
            node.forEach(item -> form.element("Result", item, ""));
            form.out.append("</Results>");
        } else {
            form.element(root(call, node), node, XSI);
        }
        return form.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String root(Call call, JsonNode node) {
        var type = node.path("attributes").path("type").asString("");
        if (!type.isEmpty()) {
            return type;
        }
        if (node.has("success")) {
            return "Result";
        }
        return switch (call.segment(3).toLowerCase(Locale.ROOT)) {
            case "query", "queryall" -> "QueryResult";
            case "limits" -> "LimitsSnapshot";
            case "sobjects" -> call.segment(4).isEmpty() ? "DescribeGlobal" : describe(call);
            case "composite" -> "Results";
            default -> node.has("records") ? "QueryResult" : "Result";
        };
    }

    private static String describe(Call call) {
        return call.segment(5).equalsIgnoreCase("describe") ? "DescribeSObject" : "QueryResult";
    }

    private void element(String name, @Nullable JsonNode node, String namespaces) {
        if (node == null || node.isNull()) {
            out.append('<').append(name).append(namespaces).append(NIL).append("/>");
            return;
        }
        if (node.isArray()) {
            node.forEach(item -> element(name, item, ""));
            return;
        }
        out.append('<').append(name).append(namespaces);
        if (node.isObject()) {
            members(node);
        } else {
            out.append('>').append(escaped(node.asString()));
        }
        out.append("</").append(name).append('>');
    }

    private void members(JsonNode node) {
        for (var attribute : node.path("attributes").properties()) {
            if (!attribute.getValue().isNull()) {
                out.append(' ').append(attribute.getKey()).append("=\"");
                out.append(escaped(attribute.getValue().asString())).append('"');
            }
        }
        out.append('>');
        for (var member : node.properties()) {
            if (!member.getKey().equals("attributes")) {
                element(member.getKey(), member.getValue(), "");
            }
        }
    }

    /// Characters that XML cannot carry become question marks.
    private static String escaped(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '<' -> safe.append("&lt;");
                        case '>' -> safe.append("&gt;");
                        case '&' -> safe.append("&amp;");
                        case '"' -> safe.append("&quot;");
                        default -> safe.appendCodePoint(isXml(c) ? c : '?');
                    }
                });
        return safe.toString();
    }

    private static boolean isXml(int c) {
        return (c >= ' ' && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF))
                || c == '\n'
                || c == '\r'
                || c == '\t';
    }
}
