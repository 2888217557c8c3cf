package headroom.emulator.records;

import static headroom.emulator.records.Derived.get;
import static headroom.emulator.records.Derived.put;
import static headroom.emulator.records.Derived.putIfAbsent;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Map;

/// What follows from what in opportunities, their products, and campaign members.
final class Sales {
    private static final Map<String, Double> PROBABILITY =
            Map.of(
                    "Prospecting", 10.0,
                    "Qualification", 10.0,
                    "Needs Analysis", 20.0,
                    "Value Proposition", 50.0,
                    "Id. Decision Makers", 60.0,
                    "Perception Analysis", 70.0,
                    "Proposal/Price Quote", 75.0,
                    "Negotiation/Review", 90.0,
                    "Closed Won", 100.0,
                    "Closed Lost", 0.0);

    private Sales() {}

    static void onCreate(ObjectType type, @Nullable Object[] values) {
        var stage = String.valueOf(get(type, values, "StageName"));
        putIfAbsent(type, values, "Probability", PROBABILITY.get(stage));
    }

    static void onUpdate(ObjectType type, @Nullable Object[] values) {
        var stage = String.valueOf(get(type, values, "StageName"));
        var won = stage.equals("Closed Won");
        put(type, values, "IsClosed", stage.startsWith("Closed"));
        put(type, values, "IsWon", won);
        var category = won ? "Closed" : stage.equals("Closed Lost") ? "Omitted" : "Pipeline";
        put(type, values, "ForecastCategory", category);
        putIfAbsent(type, values, "ForecastCategoryName", category);
        if (get(type, values, "Amount") instanceof Double amount
                && get(type, values, "Probability") instanceof Double probability) {
            put(type, values, "ExpectedRevenue", amount * probability / 100);
        }
        if (get(type, values, "CloseDate") instanceof LocalDate close) {
            var quarter = (close.getMonthValue() + 2) / 3;
            put(type, values, "FiscalYear", close.getYear());
            put(type, values, "FiscalQuarter", quarter);
            put(type, values, "Fiscal", close.getYear() + " " + quarter);
        }
    }

    /// A line's product, price and total, as far as they are not given.
    static void line(Store store, ObjectType type, @Nullable Object[] values) {
        var entry = parent(store, get(type, values, "PricebookEntryId"));
        if (entry != null) {
            putIfAbsent(type, values, "Product2Id", entry.value("Product2Id"));
            put(type, values, "ProductCode", entry.value("ProductCode"));
            put(type, values, "ListPrice", entry.value("UnitPrice"));
            var isPriced = get(type, values, "TotalPrice") != null;
            putIfAbsent(type, values, "UnitPrice", isPriced ? null : entry.value("UnitPrice"));
            put(type, values, "Name", entry.value("Name"));
        }
        if (!(get(type, values, "Quantity") instanceof Double quantity)) {
            return;
        }
        if (get(type, values, "UnitPrice") instanceof Double price) {
            var discount = get(type, values, "Discount") instanceof Double given ? given : 0;
            put(type, values, "Subtotal", quantity * price);
            put(type, values, "TotalPrice", quantity * price * (100 - discount) / 100);
        } else if (get(type, values, "TotalPrice") instanceof Double total && quantity != 0) {
            put(type, values, "UnitPrice", total / quantity);
            put(type, values, "Subtotal", total);
        }
    }

    static void entry(Store store, ObjectType type, @Nullable Object[] values) {
        var product = parent(store, get(type, values, "Product2Id"));
        if (product != null) {
            put(type, values, "Name", product.value("Name"));
            put(type, values, "ProductCode", product.value("ProductCode"));
        }
    }

    static void member(Store store, ObjectType type, @Nullable Object[] values) {
        var lead = parent(store, get(type, values, "LeadId"));
        var person = lead == null ? parent(store, get(type, values, "ContactId")) : lead;
        put(type, values, "HasResponded", "Responded".equals(get(type, values, "Status")));
        if (person != null) {
            for (var field :
                    new String[] {"Name", "Salutation", "FirstName", "LastName", "Email"}) {
                put(type, values, field, person.value(field));
            }
            put(type, values, "Type", person.type().name());
        }
    }

    private static @Nullable Row parent(Store store, @Nullable Object id) {
        return id == null ? null : store.find(String.valueOf(id));
    }
}
