package headroom.emulator.records;

import org.jspecify.annotations.Nullable;

import java.time.temporal.ChronoUnit;

/// What the org itself writes into a row: system fields, and the few fields that follow from
/// others.
final class Derived {
    private Derived() {}

    static void onCreate(ObjectType type, @Nullable Object[] values, Author author, long serial) {
        var now = author.at().truncatedTo(ChronoUnit.SECONDS);
        put(type, values, "CreatedDate", now);
        put(type, values, "CreatedById", author.userId());
        putIfAbsent(type, values, "OwnerId", author.userId());
        if (type.name().equals("Case")) {
            put(type, values, "CaseNumber", String.format("%08d", 999 + serial));
        }
        if (type.isCustom()) {
            putIfAbsent(type, values, "Name", String.valueOf(values[0]).substring(0, 15));
        }
        onUpdate(type, values, author);
    }

    static void onUpdate(ObjectType type, @Nullable Object[] values, Author author) {
        var now = author.at().truncatedTo(ChronoUnit.SECONDS);
        put(type, values, "LastModifiedDate", now);
        put(type, values, "LastModifiedById", author.userId());
        put(type, values, "SystemModstamp", now);
        switch (type.name()) {
            case "Contact", "Lead", "User" -> put(type, values, "Name", fullName(type, values));
            case "Opportunity" -> {
                var stage = String.valueOf(values[type.place("StageName")]);
                put(type, values, "IsClosed", stage.startsWith("Closed"));
                put(type, values, "IsWon", stage.equals("Closed Won"));
            }
            case "Case" -> {
                var closed = "Closed".equals(values[type.place("Status")]);
                put(type, values, "IsClosed", closed);
                put(type, values, "ClosedDate", closed ? now : null);
            }
            default -> {}
        }
    }

    static void onDelete(Table table, Row row, Author author) {
        var now = author.at().truncatedTo(ChronoUnit.SECONDS);
        table.write(row, row.type().place("IsDeleted"), true);
        table.write(row, row.type().place("LastModifiedDate"), now);
        table.write(row, row.type().place("SystemModstamp"), now);
    }

    private static String fullName(ObjectType type, @Nullable Object[] values) {
        var first = values[type.place("FirstName")];
        var last = values[type.place("LastName")];
        return first == null ? String.valueOf(last) : first + " " + last;
    }

    private static void put(
            ObjectType type, @Nullable Object[] values, String field, @Nullable Object value) {
        values[type.place(field)] = value;
    }

    private static void putIfAbsent(
            ObjectType type, @Nullable Object[] values, String field, Object value) {
        var place = type.place(field);
        if (place >= 0 && values[place] == null) {
            values[place] = value;
        }
    }
}
