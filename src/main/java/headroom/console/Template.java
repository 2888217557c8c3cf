package headroom.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A file of ours with places like `{{name}}`, filled in one pass, so that a value that looks like
/// a place stays what it is. Immutable.
///
/// @param parts text, place, text, place, …, text
record Template(List<String> parts) {
    Template {
        parts = List.copyOf(parts);
    }

    static Template of(String resource) {
        var parts = new ArrayList<String>();
        for (var piece : Assets.text(resource).split("\\{\\{", -1)) {
            var end = piece.indexOf("}}");
            if (end >= 0) {
                parts.add(piece.substring(0, end));
            }
            parts.add(end < 0 ? piece : piece.substring(end + 2));
        }
        return new Template(parts);
    }

    /// @param values by place, as HTML
    String fill(Map<String, String> values) {
        var page = new StringBuilder();
        for (var at = 0; at < parts.size(); at++) {
            var part = parts.get(at);
            page.append(at % 2 == 0 ? part : values.getOrDefault(part, ""));
        }
        return page.toString();
    }
}
