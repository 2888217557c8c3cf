package headroom.emulator.graphql;

import headroom.emulator.records.FieldType;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Schema;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Filters and orders as SOQL text, every name bound to the schema and every value written by its
/// field's type, so that nothing a client gives can be read as SOQL.
record WhereText(Schema schema, Selected at) {
    private static final int DEPTH_MAX = 20;
    private static final String DATE = "\\d{4}-\\d\\d-\\d\\d";
    private static final String MOMENT = DATE + "T[0-9:.]{5,18}(Z|[+-]\\d\\d:?\\d\\d)";

    /// A filter as the text after WHERE; empty for none.
    String where(ObjectType type, Map<?, ?> filter) {
        if (depth(filter) > DEPTH_MAX) {
            throw invalid("The filter is nested too deeply");
        }
        return filter(type, "", filter);
    }

    private static int depth(@Nullable Object value) {
        var inside =
                switch (value) {
                    case Map<?, ?> map -> map.values();
                    case List<?> list -> list;
                    case null, default -> null;
                };
        if (inside == null) {
            return 0;
        }
        var deepest = 0;
        for (var one : inside) {
            deepest = Math.max(deepest, depth(one));
        }
        return deepest + 1;
    }

    /// A filter's members, joined by AND.
    private String filter(ObjectType type, String path, Map<?, ?> filter) {
        var parts = new ArrayList<String>();
        for (var entry : filter.entrySet()) {
            var name = String.valueOf(entry.getKey());
            switch (name) {
                case "and" -> parts.add(joined(type, path, entry.getValue(), " AND "));
                case "or" -> parts.add(joined(type, path, entry.getValue(), " OR "));
                case "not" -> parts.add("(NOT " + nested(type, path, entry.getValue()) + ")");
                default -> parts.add(member(type, path, name, entry.getValue()));
            }
        }
        parts.removeIf(String::isEmpty);
        return String.join(" AND ", parts);
    }

    private String joined(ObjectType type, String path, @Nullable Object list, String by) {
        var parts = new ArrayList<String>();
        for (var item : list instanceof List<?> several ? several : java.util.Arrays.asList(list)) {
            parts.add(nested(type, path, item));
        }
        return parts.isEmpty() ? "" : "(" + String.join(by, parts) + ")";
    }

    private String nested(ObjectType type, String path, @Nullable Object filter) {
        var text = filter(type, path, map(filter));
        if (text.isEmpty()) {
            throw invalid("An empty filter cannot be combined");
        }
        return "(" + text + ")";
    }

    private String member(ObjectType type, String path, String name, @Nullable Object value) {
        var hop = type.relationshipPlace(name);
        var place = type.place(name);
        if (place < 0 && hop >= 0) {
            var field = type.field(hop);
            var parent = schema.get(field.references().getFirst());
            return filter(parent, path + field.relationship() + ".", map(value));
        }
        if (place < 0) {
            throw GraphqlFailure.undefined(name, type.name() + "_Filter", at);
        }
        var field = path + type.field(place).name();
        var parts = new ArrayList<String>();
        for (var test : map(value).entrySet()) {
            parts.add(
                    test(
                            field,
                            type.field(place).type(),
                            operator(test.getKey()),
                            test.getValue()));
        }
        return String.join(" AND ", parts);
    }

    private String operator(Object name) {
        return switch (String.valueOf(name)) {
            case "eq" -> "=";
            case "ne" -> "!=";
            case "lt" -> "<";
            case "lte" -> "<=";
            case "gt" -> ">";
            case "gte" -> ">=";
            case "like" -> "LIKE";
            case "in" -> "IN";
            case "nin" -> "NOT IN";
            default -> throw invalid("Unknown operator: " + name);
        };
    }

    private String test(String field, FieldType type, String operator, @Nullable Object value) {
        if (!operator.endsWith("IN")) {
            return field + " " + operator + " " + literal(type, value);
        }
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            throw invalid("The operators in and nin need a list");
        }
        var values = new ArrayList<String>();
        list.forEach(item -> values.add(literal(type, item)));
        return field + " " + operator + " (" + String.join(",", values) + ")";
    }

    private String literal(FieldType type, @Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean flag -> flag.toString();
            case BigDecimal number -> number.toPlainString();
            case Operation.Word word -> dateWord(word.text());
            case Map<?, ?> given -> dateInput(type, given);
            case String text -> text(type, text);
            default -> throw invalid("A value of the wrong type: " + value);
        };
    }

    private String text(FieldType type, String text) {
        return switch (type) {
            case DATE, DATETIME -> {
                if (!text.matches(DATE) && !text.matches(MOMENT)) {
                    throw invalid("A date was expected: " + text);
                }
                yield text;
            }
            case INT, DOUBLE, CURRENCY, PERCENT, BOOLEAN ->
                    throw invalid("A value of type " + type.word() + " was expected");
            default -> "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
        };
    }

    /// `{value: "2026-01-01"}`, `{literal: TODAY}`, `{range: {last_n_days: 7}}`.
    private String dateInput(FieldType type, Map<?, ?> given) {
        if (given.get("value") instanceof String text) {
            return text(type, text);
        }
        if (given.get("literal") instanceof Operation.Word word) {
            return dateWord(word.text());
        }
        if (given.get("range") instanceof Map<?, ?> range && range.size() == 1) {
            var entry = range.entrySet().iterator().next();
            if (entry.getValue() instanceof BigDecimal number) {
                return dateWord(String.valueOf(entry.getKey())) + ":" + number.toBigInteger();
            }
        }
        throw invalid("A date was expected");
    }

    private String dateWord(String word) {
        if (!word.matches("[A-Za-z_]{3,40}")) {
            throw invalid("Unknown date literal: " + word);
        }
        return word.toUpperCase(Locale.ROOT);
    }

    /// `{Name: {order: DESC, nulls: LAST}}`, through parents too; several are one after the other.
    String order(ObjectType type, String path, Map<?, ?> given) {
        var parts = new ArrayList<String>();
        for (var entry : given.entrySet()) {
            var name = String.valueOf(entry.getKey());
            var how = map(entry.getValue());
            var place = type.place(name);
            var hop = type.relationshipPlace(name);
            if (place >= 0) {
                parts.add(path + type.field(place).name() + direction(how));
            } else if (hop >= 0) {
                var field = type.field(hop);
                var parent = schema.get(field.references().getFirst());
                parts.add(order(parent, path + field.relationship() + ".", how));
            } else {
                throw GraphqlFailure.undefined(name, type.name() + "_OrderBy", at);
            }
        }
        return String.join(", ", parts);
    }

    private static String direction(Map<?, ?> how) {
        var down = how.get("order") instanceof Operation.Word word && word.text().equals("DESC");
        var last = how.get("nulls") instanceof Operation.Word word && word.text().equals("LAST");
        return (down ? " DESC" : " ASC") + (last ? " NULLS LAST" : " NULLS FIRST");
    }

    private Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        if (value == null) {
            return Map.of();
        }
        throw invalid("An object was expected");
    }

    private GraphqlFailure invalid(String message) {
        return GraphqlFailure.invalid("Validation error of type WrongType: " + message, at.at());
    }
}
