package headroom.emulator.soql;

import headroom.emulator.records.Field;
import headroom.emulator.records.FieldType;
import headroom.emulator.soql.Soql.Name;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// A value that a query reads from what it runs over: a row, or a group of rows.
///
/// @param at where the query names it
/// @param field the field behind it, with the type that the value has
/// @param path the way there, if the value is a field's own
record Operand<R>(
        Name at, Field field, List<FieldPath> path, Function<R, @Nullable Object> reader) {

    @Nullable Object value(R from) {
        return reader.apply(from);
    }

    FieldType type() {
        return field.type();
    }

    /// The form in which this value compares with its like.
    @Nullable Object key(R from) {
        return key(field.type(), reader.apply(from));
    }

    /// Texts compare without case, ids with it, and all numbers as doubles.
    static @Nullable Object key(FieldType type, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> type.isId() ? text : text.toLowerCase(Locale.ROOT);
            case Integer number -> (double) number;
            case Long number -> (double) number;
            default -> value;
        };
    }

    @SuppressWarnings("unchecked") // both sides are keys of one field, so of one comparable class
    static int order(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    /// Texts too long to be held against anything, files, and what has parts.
    boolean isOpaque() {
        return isOpaque(field);
    }

    static boolean isOpaque(Field field) {
        return switch (field.type().word()) {
            case "textarea" -> field.length() > 255;
            case "base64", "address", "location", "anytype", "encryptedstring" -> true;
            default -> false;
        };
    }

    boolean isSeveral() {
        return field.type().word().equals("multipicklist");
    }
}
