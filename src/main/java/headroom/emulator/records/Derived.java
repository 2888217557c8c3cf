package headroom.emulator.records;

import headroom.emulator.records.Field.Trait;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What the org itself writes into a row: system fields, and the few fields that follow from
/// others.
final class Derived {
    private final Store store;
    private Instant second = Instant.EPOCH;

    Derived(Store store) {
        this.store = store;
    }

    /// The author's moment in whole seconds, one object for all rows of that second.
    private Instant second(Author author) {
        var now = author.at().truncatedTo(ChronoUnit.SECONDS);
        if (!now.equals(second)) {
            second = now;
        }
        return second;
    }

    void onCreate(ObjectType type, @Nullable Object[] values, Author author, long serial) {
        put(type, values, "CreatedDate", second(author));
        put(type, values, "CreatedById", author.userId());
        putIfAbsent(type, values, "OwnerId", author.userId());
        for (var place : type.autoNumberPlaces()) {
            values[place] = number(type.field(place).formula(), serial);
        }
        if (type.isCustom() && type.field(type.namePlace()).is(Trait.ALWAYS_SET)) {
            putIfAbsent(type, values, "Name", String.valueOf(values[0]).substring(0, 15));
        }
        if (type.name().equals("Opportunity")) {
            Sales.onCreate(type, values);
        }
        onUpdate(type, values, author);
    }

    /// `INV-{0000}` with the row's number in the braces; Salesforce's own objects use eight digits.
    private static String number(String format, long serial) {
        var open = format.indexOf('{');
        var close = format.indexOf('}');
        if (open < 0 || close < open) {
            return String.format("%08d", 999 + serial);
        }
        var digits = Long.toString(serial);
        var zeros = "0".repeat(Math.max(0, close - open - 1 - digits.length()));
        return format.substring(0, open) + zeros + digits + format.substring(close + 1);
    }

    void onUpdate(ObjectType type, @Nullable Object[] values, Author author) {
        var now = second(author);
        put(type, values, "LastModifiedDate", now);
        put(type, values, "LastModifiedById", author.userId());
        put(type, values, "SystemModstamp", now);
        switch (type.name()) {
            case "Contact", "Lead", "User" -> put(type, values, "Name", fullName(type, values));
            case "Opportunity" -> Sales.onUpdate(type, values);
            case "OpportunityLineItem" -> Sales.line(store, type, values);
            case "PricebookEntry" -> Sales.entry(store, type, values);
            case "Case" -> {
                var closed = "Closed".equals(values[type.place("Status")]);
                put(type, values, "IsClosed", closed);
                put(type, values, "ClosedDate", closed ? now : null);
            }
            case "Task" -> {
                var closed = "Completed".equals(values[type.place("Status")]);
                put(type, values, "IsClosed", closed);
                put(type, values, "CompletedDateTime", closed ? now : null);
                put(type, values, "IsHighPriority", "High".equals(get(type, values, "Priority")));
            }
            case "CampaignMember" -> Sales.member(store, type, values);
            case "Attachment" -> {
                var body = String.valueOf(get(type, values, "Body"));
                put(type, values, "BodyLength", body.length() / 4 * 3);
            }
            default -> {}
        }
    }

    /// The same row, marked as deleted now, or as brought back.
    @Nullable Object[] onDelete(Row row, boolean deleted, Author author) {
        var values = row.values().clone();
        var now = second(author);
        put(row.type(), values, "IsDeleted", deleted);
        put(row.type(), values, "LastModifiedDate", now);
        put(row.type(), values, "SystemModstamp", now);
        return values;
    }

    private static String fullName(ObjectType type, @Nullable Object[] values) {
        var first = get(type, values, "FirstName");
        var last = get(type, values, "LastName");
        return first == null ? String.valueOf(last) : first + " " + last;
    }

    static @Nullable Object get(ObjectType type, @Nullable Object[] values, String field) {
        return values[type.place(field)];
    }

    static void put(
            ObjectType type, @Nullable Object[] values, String field, @Nullable Object value) {
        var place = type.place(field);
        if (place >= 0) {
            values[place] = value;
        }
    }

    static void putIfAbsent(
            ObjectType type, @Nullable Object[] values, String field, @Nullable Object value) {
        var place = type.place(field);
        if (place >= 0 && values[place] == null) {
            values[place] = value;
        }
    }
}
