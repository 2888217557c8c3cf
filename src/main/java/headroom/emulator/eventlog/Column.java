package headroom.emulator.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A column of an event log: its name, its type's word and where its value comes from.
record Column<T>(String name, String type, Function<T, String> value) {
    static <T> Column<T> text(String name, Function<T, String> value) {
        return new Column<>(name, "String", value);
    }

    static <T> Column<T> id(String name, Function<T, String> value) {
        return new Column<>(name, "Id", value);
    }

    static <T> Column<T> number(String name, Function<T, String> value) {
        return new Column<>(name, "Number", value);
    }

    /// A column that this emulator has nothing for.
    static <T> Column<T> empty(String name) {
        return new Column<>(name, "String", _ -> "");
    }

    @SafeVarargs
    static <T> List<Column<T>> join(List<Column<T>>... parts) {
        var all = new ArrayList<Column<T>>();
        for (var part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }
}
