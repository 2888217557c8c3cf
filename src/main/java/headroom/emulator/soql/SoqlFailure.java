package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.soql.Soql.Name;

/// Failures of queries, with the caret under the place as Salesforce draws it.
final class SoqlFailure {
    private static final int SHOWN_AROUND = 30;
    private static final int WORD_MAX = 100;
    private static final int MESSAGE_MAX = 1_000;

    private SoqlFailure() {}

    static ApiFailure malformed(String query, int row, int column, String message) {
        return at("MALFORMED_QUERY", query, row, column, message);
    }

    static ApiFailure malformed(String message) {
        return new ApiFailure(400, "MALFORMED_QUERY", clipped(message));
    }

    static ApiFailure noSuchType(String query, Name name) {
        return at(
                "INVALID_TYPE",
                query,
                name.row(),
                name.column(),
                "sObject type '"
                        + name.text()
                        + "' is not supported. If you are attempting to use a custom object, be"
                        + " sure to append the '__c' after the entity name. Please reference your"
                        + " WSDL or the describe call for the appropriate names.");
    }

    static ApiFailure noSuchColumn(String query, Name path, String column, String type) {
        return at(
                "INVALID_FIELD",
                query,
                path.row(),
                path.column(),
                "No such column '"
                        + column
                        + "' on entity '"
                        + type
                        + "'. If you are attempting to use a custom field, be sure to append the"
                        + " '__c' after the custom field name. Please reference your WSDL or the"
                        + " describe call for the appropriate names.");
    }

    static ApiFailure noSuchRelationship(String query, Name path, String relationship) {
        return at(
                "INVALID_FIELD",
                query,
                path.row(),
                path.column(),
                "Didn't understand relationship '"
                        + relationship
                        + "' in field path. If you are attempting to use a custom relationship, be"
                        + " sure to append the '__r' after the custom relationship name. Please"
                        + " reference your WSDL or the describe call for the appropriate names.");
    }

    static ApiFailure badCriterion(String query, Name path, String message) {
        return at("INVALID_FIELD", query, path.row(), path.column(), message);
    }

    static ApiFailure tooManyLevels(String query, Name path, int max) {
        return at(
                "INVALID_FIELD",
                query,
                path.row(),
                path.column(),
                "SOQL relationship path '"
                        + path.text()
                        + "' exceeds the maximum of "
                        + max
                        + " levels of relationships");
    }

    static ApiFailure noSuchChildren(String query, Name path, String relationship) {
        return at(
                "INVALID_TYPE",
                query,
                path.row(),
                path.column(),
                "Didn't understand relationship '"
                        + relationship
                        + "' in FROM part of query call. If you are attempting to use a custom"
                        + " relationship, be sure to append the '__r' after the custom relationship"
                        + " name. Please reference your WSDL or the describe call for the"
                        + " appropriate names.");
    }

    static ApiFailure badOperator(String query, Name path, String message) {
        return at("INVALID_QUERY_FILTER_OPERATOR", query, path.row(), path.column(), message);
    }

    static ApiFailure malformedAt(String query, Name path, String message) {
        return malformed(query, path.row(), path.column(), message);
    }

    static ApiFailure ungrouped(String query, Name path) {
        return malformedAt(query, path, "Field must be grouped or aggregated: " + path.text());
    }

    /// The line around the place: thirty characters to either side, and on to the end of a word, as
    /// the messages show that are to be found in public.
    private static ApiFailure at(String code, String query, int row, int column, String message) {
        var lines = query.split("\n", -1);
        var line = row <= lines.length ? lines[row - 1] : "";
        var place = Math.min(Math.max(column - 1, 0), line.length());
        var from = wordStart(line, place);
        var to = wordEnd(line, place);
        return new ApiFailure(
                400,
                code,
                "\n"
                        + line.substring(from, to)
                        + "\n"
                        + " ".repeat(place - from)
                        + "^\nERROR at Row:"
                        + row
                        + ":Column:"
                        + column
                        + "\n"
                        + clipped(message));
    }

    /// A hostile name is not repeated whole.
    private static String clipped(String message) {
        return message.length() <= MESSAGE_MAX ? message : message.substring(0, MESSAGE_MAX) + "…";
    }

    private static int wordStart(String line, int place) {
        var from = Math.max(0, place - SHOWN_AROUND);
        var first = Math.max(0, from - WORD_MAX);
        while (from > first && !isBetweenWords(line.charAt(from - 1))) {
            from--;
        }
        return from;
    }

    private static int wordEnd(String line, int place) {
        var to = Math.min(line.length(), place + SHOWN_AROUND);
        var last = Math.min(line.length(), to + WORD_MAX);
        while (to < last && !isBetweenWords(line.charAt(to))) {
            to++;
        }
        return to;
    }

    private static boolean isBetweenWords(char c) {
        return c == ',' || Character.isWhitespace(c);
    }
}
