package headroom.emulator.soql;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Schema;
import headroom.emulator.records.Store;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The engine against a plain evaluation of the same questions over small random data, with and
/// without indexes. A failure names the query; the seed reproduces it.
class SoqlPropertyTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final List<String> WORDS = List.of("ada", "Bob", "bobby", "Cy", "a_b", "50%");

    private final Store store = new Store(new Schema(List.of(type())));
    private final ObjectType thing = store.schema().get("Thing__c");
    private final Cursors cursors = new Cursors(store);
    private final List<Row> rows = new ArrayList<>();
    private Random random = new Random();

    private static ObjectType type() {
        var indexed = Field.Trait.INDEXED;
        return ObjectType.custom(
                "Thing__c",
                "a77",
                List.of(
                        Field.text("Word__c", "Word", 20),
                        Field.text("Key__c", "Key", 20).with(indexed),
                        Field.whole("Count__c", "Count"),
                        Field.number("Size__c", "Size", 2).with(indexed),
                        Field.date("Day__c", "Day").with(indexed),
                        Field.datetime("At__c", "At").with(Field.Trait.READ_ONLY),
                        Field.flag("Flag__c", "Flag")));
    }

    /// A condition as SOQL and as Java.
    private record Asked(String text, Predicate<Row> holds) {}

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void answersAsAPlainEvaluationDoes(long seed) {
        random = new Random(seed);
        for (var i = 0; i < 60; i++) {
            rows.add(row());
        }
        for (var i = 0; i < 6; i++) {
            store.remove(rows.remove(random.nextInt(rows.size())));
        }
        for (var i = 0; i < 250; i++) {
            var asked = condition(3);
            compareRows(asked);
            compareGroups(asked);
        }
    }

    private Row row() {
        var values = new HashMap<String, Object>();
        maybe(values, "Word__c", WORDS.get(random.nextInt(WORDS.size())));
        maybe(values, "Key__c", WORDS.get(random.nextInt(WORDS.size())));
        maybe(values, "Count__c", random.nextInt(7) - 3);
        maybe(values, "Size__c", random.nextInt(9) / 2.0);
        maybe(values, "Day__c", day());
        maybe(values, "At__c", NOW.plusSeconds(43_200L * (random.nextInt(13) - 6)));
        values.put("Flag__c", random.nextBoolean());
        return store.put(thing, "", values);
    }

    private LocalDate day() {
        return LocalDate.parse("2026-11-20").plusDays(random.nextInt(9) - 4);
    }

    private void maybe(Map<String, Object> values, String name, Object value) {
        if (random.nextInt(5) > 0) {
            values.put(name, value);
        }
    }

    private Asked condition(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return test();
        }
        if (random.nextInt(4) == 0) {
            var one = condition(depth - 1);
            return new Asked("(NOT (" + one.text() + "))", one.holds().negate());
        }
        var left = condition(depth - 1);
        var right = condition(depth - 1);
        return random.nextBoolean()
                ? new Asked(
                        "((" + left.text() + ") AND (" + right.text() + "))",
                        left.holds().and(right.holds()))
                : new Asked(
                        "((" + left.text() + ") OR (" + right.text() + "))",
                        left.holds().or(right.holds()));
    }

    private Asked test() {
        return switch (random.nextInt(7)) {
            case 0 -> text(random.nextBoolean() ? "Word__c" : "Key__c");
            case 1 -> like(random.nextBoolean() ? "Word__c" : "Key__c");
            case 2 -> list(random.nextBoolean() ? "Word__c" : "Key__c");
            case 3 -> number(random.nextBoolean() ? "Count__c" : "Size__c");
            case 4 -> date();
            case 5 -> moment();
            default -> {
                var wanted = random.nextBoolean();
                yield new Asked("Flag__c = " + wanted, row -> row.value("Flag__c").equals(wanted));
            }
        };
    }

    private Asked text(String field) {
        if (random.nextInt(5) == 0) {
            var unequal = random.nextBoolean();
            return new Asked(
                    field + (unequal ? " != null" : " = ''"),
                    row -> (row.value(field) == null) != unequal);
        }
        var word = WORDS.get(random.nextInt(WORDS.size()));
        return compared(field, "'" + word.toUpperCase(Locale.ROOT) + "'", lower(word));
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static @Nullable Comparable<?> plain(Row row, String field) {
        return switch (row.value(field)) {
            case null -> null;
            case String text -> lower(text);
            case Integer number -> (double) number;
            case Comparable<?> other -> other;
            default -> throw new AssertionError();
        };
    }

    @SuppressWarnings("unchecked")
    private static int order(Comparable<?> left, Comparable<?> right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    private Asked compared(String field, String literal, Comparable<?> wanted) {
        var operators = List.of("=", "!=", "<>", "<", "<=", ">", ">=");
        var operator = operators.get(random.nextInt(operators.size()));
        return new Asked(
                field + " " + operator + " " + literal,
                row -> {
                    var value = plain(row, field);
                    if (value == null) {
                        return operator.equals("!=") || operator.equals("<>");
                    }
                    var order = order(value, wanted);
                    return switch (operator) {
                        case "=" -> order == 0;
                        case "!=", "<>" -> order != 0;
                        case "<" -> order < 0;
                        case "<=" -> order <= 0;
                        case ">" -> order > 0;
                        default -> order >= 0;
                    };
                });
    }

    private Asked like(String field) {
        record Pattern(String soql, String regex) {}
        var patterns =
                List.of(
                        new Pattern("b%", "b.*"),
                        new Pattern("%B", ".*b"),
                        new Pattern("_y", ".y"),
                        new Pattern("%\\\\_%", ".*_.*"),
                        new Pattern("%o%b%", ".*o.*b.*"),
                        new Pattern("50\\\\%", "50%"));
        var pattern = patterns.get(random.nextInt(patterns.size()));
        return new Asked(
                field + " LIKE '" + pattern.soql().replace("\\\\", "\\") + "'",
                row ->
                        row.value(field) != null
                                && lower(String.valueOf(row.value(field)))
                                        .matches(pattern.regex()));
    }

    private Asked list(String field) {
        var first = WORDS.get(random.nextInt(WORDS.size()));
        var second = WORDS.get(random.nextInt(WORDS.size()));
        var not = random.nextBoolean();
        return new Asked(
                field + (not ? " NOT IN ('" : " IN ('") + first + "', '" + second + "')",
                row -> {
                    var value = plain(row, field);
                    return (lower(first).equals(value) || lower(second).equals(value)) != not;
                });
    }

    private Asked number(String field) {
        var wanted = random.nextInt(9) / 2.0 - 1;
        return compared(field, String.valueOf(wanted), wanted);
    }

    private Asked date() {
        var wanted = day();
        return random.nextInt(3) > 0
                ? compared("Day__c", wanted.toString(), wanted)
                : new Asked(
                        "Day__c = LAST_N_DAYS:2",
                        row ->
                                row.value("Day__c") instanceof LocalDate at
                                        && !at.isBefore(LocalDate.parse("2026-11-18"))
                                        && at.isBefore(LocalDate.parse("2026-11-21")));
    }

    private Asked moment() {
        var wanted = NOW.plusSeconds(43_200L * (random.nextInt(13) - 6));
        return random.nextInt(3) > 0
                ? compared("At__c", wanted.toString(), wanted)
                : new Asked(
                        "At__c > YESTERDAY",
                        row ->
                                row.value("At__c") instanceof Instant at
                                        && !at.isBefore(Instant.parse("2026-11-20T00:00:00Z")));
    }

    private void compareRows(Asked asked) {
        var expected = new ArrayList<>(rows.stream().filter(asked.holds()).toList());
        var descending = random.nextBoolean();
        var last = random.nextBoolean();
        expected.sort(
                order("Word__c", descending, last)
                        .thenComparing(order("Size__c", false, false))
                        .thenComparing(Row::id));
        var limit = random.nextInt(80);
        var offset = random.nextInt(10);
        var soql =
                "SELECT Id FROM Thing__c WHERE "
                        + asked.text()
                        + " ORDER BY Word__c"
                        + (descending ? " DESC" : "")
                        + (last ? " NULLS LAST" : " NULLS FIRST")
                        + ", Size__c, Id LIMIT "
                        + limit
                        + " OFFSET "
                        + offset;
        var page = cursors.query(soql, false, 2_000, NOW);

        assertThat(page.rows())
                .as(soql)
                .isEqualTo(expected.stream().skip(offset).limit(limit).toList());
        var count = "SELECT COUNT() FROM Thing__c WHERE " + asked.text();
        assertThat(cursors.query(count, false, 2_000, NOW).total())
                .as(count)
                .isEqualTo(expected.size());
    }

    private static Comparator<Row> order(String field, boolean descending, boolean nullsLast) {
        Comparator<Comparable<?>> values = SoqlPropertyTest::order;
        var ordered = descending ? values.reversed() : values;
        var nulls = nullsLast ? Comparator.nullsLast(ordered) : Comparator.nullsFirst(ordered);
        return (left, right) -> nulls.compare(plain(left, field), plain(right, field));
    }

    private void compareGroups(Asked asked) {
        var expected = new TreeMap<String, List<Row>>();
        for (var row : rows) {
            if (asked.holds().test(row)) {
                var key = plain(row, "Key__c") + "/" + row.value("Flag__c");
                expected.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
            }
        }
        expected.values().removeIf(group -> group.size() < 2);
        var soql =
                "SELECT Key__c, Flag__c, COUNT(Id), SUM(Count__c), MAX(Day__c), MIN(Word__c),"
                        + " COUNT_DISTINCT(Size__c), AVG(Size__c) FROM Thing__c WHERE "
                        + asked.text()
                        + " GROUP BY Key__c, Flag__c HAVING COUNT(Id) >= 2";
        var groups = cursors.query(soql, false, 2_000, NOW).groups();

        assertThat(groups).as(soql).hasSize(expected.size());
        for (var group : groups) {
            var key = group.get(0) == null ? "null" : lower(String.valueOf(group.get(0)));
            var members = expected.get(key + "/" + group.get(1));
            assertThat(members).as(soql).isNotNull();
            assertThat(group.get(2)).as(soql).isEqualTo(members.size());
            assertThat(group.get(3)).as(soql).isEqualTo(sum(members));
            assertThat(group.get(4)).as(soql).isEqualTo(most(members, "Day__c", 1));
            var least = most(members, "Word__c", -1);
            assertThat(group.get(5) == null ? null : lower(String.valueOf(group.get(5))))
                    .as(soql)
                    .isEqualTo(least);
            var sizes = members.stream().map(it -> it.value("Size__c")).filter(it -> it != null);
            assertThat(group.get(6)).as(soql).isEqualTo((int) sizes.distinct().count());
            assertThat(group.get(7)).as(soql).isEqualTo(average(members));
        }
    }

    private static @Nullable Object sum(List<Row> rows) {
        var total = 0L;
        var any = false;
        for (var row : rows) {
            if (row.value("Count__c") instanceof Integer number) {
                total += number;
                any = true;
            }
        }
        return any ? total : null;
    }

    private static @Nullable Object average(List<Row> rows) {
        var sizes =
                rows.stream()
                        .filter(it -> it.value("Size__c") != null)
                        .mapToDouble(it -> (Double) it.value("Size__c"))
                        .average();
        return sizes.isPresent() ? (Object) sizes.getAsDouble() : null;
    }

    private static @Nullable Object most(List<Row> rows, String field, int sign) {
        return rows.stream()
                .map(row -> plain(row, field))
                .filter(it -> it != null)
                .max((left, right) -> sign * order(left, right))
                .orElse(null);
    }
}
