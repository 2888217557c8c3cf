package headroom.emulator.org;

import headroom.emulator.records.Author;
import headroom.emulator.records.Draft;
import headroom.emulator.records.Field;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Operation;
import headroom.emulator.records.Saved;
import headroom.emulator.records.Store;
import headroom.emulator.records.WriteOptions;
import headroom.emulator.records.Writes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The rows an org begins with: those written down, then those made up from a seed. Immutable.
///
/// A row may carry `_ref: name`, and any later text `@name` stands for its id. Rules do not run.
///
/// @param generated how many rows to make up of each object, in that order
public record Seeds(long seed, List<SeedRow> rows, Map<ObjectType, Integer> generated) {
    public static final Seeds NONE = new Seeds(1, List.of(), Map.of());
    private static final int CHUNK_ROWS = 10_000;
    private static final String[] CITIES = {
        "Berlin", "Boston", "Chicago", "Dublin", "Kyoto", "London", "Lyon", "Oslo", "Paris", "Rome"
    };

    public Seeds {
        rows = List.copyOf(rows);
    }

    /// One row as it was written down.
    ///
    /// @param place where, for messages
    public record SeedRow(ObjectType type, Map<String, Object> values, String place) {}

    /// Writes all rows, or says which one cannot be.
    public void sow(Store store, Writes writes, Author author) {
        var refs = new HashMap<String, String>();
        for (var row : rows) {
            var values = new LinkedHashMap<String, @Nullable Object>(row.values());
            var ref = values.remove("_ref");
            values.replaceAll((_, value) ->
                    value instanceof String text && text.startsWith("@")
                            ? refs.getOrDefault(text.substring(1), text)
                            : value);
            var id = write(store, writes, row, values, author);
            if (ref != null) {
                refs.put(String.valueOf(ref), id);
            }
        }
        generated.forEach((type, count) -> generate(store, writes, author, type, count));
    }

    private static String write(
            Store store,
            Writes writes,
            SeedRow row,
            Map<String, @Nullable Object> values,
            Author author) {
        var type = store.schema().get(row.type().name());
        try {
            return switch (writes.create(type, values, author)) {
                case Saved.Done done -> done.id();
                case Saved.Failed failed -> {
                    var problem = failed.problems().getFirst();
                    throw new IllegalArgumentException(problem.code() + ": " + problem.message());
                }
            };
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "a " + type + " to begin with, " + row.place() + ": " + e.getMessage(), e);
        }
    }

    private void generate(Store store, Writes writes, Author author, ObjectType named, int count) {
        var type = store.schema().get(named.name());
        var random = new Random(seed * 31 + type.name().hashCode());
        for (var from = 0; from < count; from += CHUNK_ROWS) {
            var drafts = new ArrayList<Draft>();
            for (var i = from; i < Math.min(count, from + CHUNK_ROWS); i++) {
                drafts.add(Draft.insert(type, madeUp(store, type, i + 1, random)));
            }
            for (var saved : writes.save(Operation.INSERT, drafts, WriteOptions.DEFAULTS, author)) {
                if (saved instanceof Saved.Failed failed) {
                    throw new IllegalArgumentException(
                            "cannot make up a " + type + ": " + failed.problems().getFirst());
                }
            }
        }
    }

    private static Map<String, @Nullable Object> madeUp(
            Store store, ObjectType type, int number, Random random) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var field : type.fields()) {
            if (field.isCreateable() && !field.references().contains("User")) {
                var value = value(store, type, field, number, random);
                if (value != null) {
                    values.put(field.name(), value);
                }
            }
        }
        return values;
    }

    private static @Nullable Object value(
            Store store, ObjectType type, Field field, int number, Random random) {
        var isUsual =
                field.is(Field.Trait.REQUIRED) || field.is(Field.Trait.NAME) || field.isIndexed();
        return switch (field.type()) {
            case PICKLIST -> field.choices().isEmpty() ? null : any(field.choices(), random);
            case EMAIL -> type.name().toLowerCase(java.util.Locale.ROOT) + number + "@example.com";
            case PHONE -> String.format("+1 555 %07d", random.nextInt(10_000_000));
            case BOOLEAN -> field.isCustom() && random.nextBoolean();
            case CURRENCY, DOUBLE, PERCENT ->
                    field.name().endsWith("itude") ? null : (double) random.nextInt(100);
            case INT -> random.nextInt(1_000);
            case DATE -> "2026-" + two(1 + random.nextInt(12)) + "-" + two(1 + random.nextInt(28));
            case REFERENCE -> reference(store, type, field, random);
            case STRING, COMBOBOX, TEXTAREA -> {
                if (field.name().endsWith("City")) {
                    yield CITIES[random.nextInt(CITIES.length)];
                }
                yield isUsual ? text(field, type.label() + " " + number) : null;
            }
            default -> null;
        };
    }

    private static String text(Field field, String text) {
        return text.length() <= field.length()
                ? text
                : text.substring(text.length() - field.length());
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    /// A parent of another type; rows that hang on their own kind are left to those who need them.
    private static @Nullable String reference(
            Store store, ObjectType type, Field field, Random random) {
        var target = store.schema().find(field.references().getFirst());
        if (target == null || target == type || field.type() != FieldType.REFERENCE) {
            return null;
        }
        var parents = store.table(target).rows();
        return parents.isEmpty() ? null : parents.get(random.nextInt(parents.size())).id();
    }

    private static String any(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
