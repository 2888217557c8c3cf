package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;
import headroom.emulator.soql.Soql.And;
import headroom.emulator.soql.Soql.Chosen;
import headroom.emulator.soql.Soql.Condition;
import headroom.emulator.soql.Soql.Not;
import headroom.emulator.soql.Soql.Or;
import headroom.emulator.soql.Soql.Path;
import headroom.emulator.soql.Soql.Shown;
import headroom.emulator.soql.Soql.Test;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The queries inside `IN (SELECT …)`: Salesforce's rules for them, and their answers as sets.
/// Lives for one query.
final class SemiJoins {
    private static final int MAX = 2;

    private final Store store;
    private final Soql soql;
    private final Season season;
    private final Map<Chosen, Choice> choices = new HashMap<>();

    SemiJoins(Store store, Soql soql, Season season) {
        this.store = store;
        this.soql = soql;
        this.season = season;
        soql.where().ifPresent(condition -> check(condition, false));
    }

    private void check(Condition condition, boolean underOr) {
        switch (condition) {
            case And and -> and.parts().forEach(part -> check(part, underOr));
            case Or or -> or.parts().forEach(part -> check(part, true));
            case Not not -> check(not.part(), underOr);
            case Test test -> {
                if (test.value() instanceof Chosen && underOr) {
                    throw SoqlFailure.malformed(
                            "Semi join sub-selects are not allowed with the 'OR' operator");
                }
            }
        }
    }

    /// The values that one inner query gives, looked up when they are first needed.
    static final class Choice {
        private final Query query;
        private final Operand<Row> inner;
        private @Nullable Set<Object> values;

        private Choice(Query query, Operand<Row> inner) {
            this.query = query;
            this.inner = inner;
        }

        Set<Object> values() {
            var known = values;
            if (known == null) {
                known = new HashSet<>();
                for (var row : query.run()) {
                    var value = inner.value(row);
                    if (value != null) {
                        known.add(value);
                    }
                }
                values = known;
            }
            return known;
        }

        boolean contains(@Nullable Object id) {
            return id != null && values().contains(id);
        }
    }

    /// The choice that this operand is held against, bound once.
    Choice choice(Operand<?> left, Chosen chosen) {
        var known = choices.get(chosen);
        if (known != null) {
            return known;
        }
        if (choices.size() == MAX) {
            throw SoqlFailure.malformed("Maximum " + MAX + " semi join sub-selects are allowed");
        }
        var choice = bind(left, chosen.query());
        choices.put(chosen, choice);
        return choice;
    }

    private Choice bind(Operand<?> left, Soql inner) {
        if (!left.type().isId()) {
            throw refuse(
                    left,
                    "The left operand field in the where expression for outer query should be an id"
                            + " field, cannot use: '"
                            + left.at().text()
                            + "'");
        }
        if (holdsSemiJoin(inner)) {
            throw refuse(left, "Nesting of semi join sub-selects is not supported");
        }
        if (inner.select().size() != 1
                || !(inner.select().getFirst() instanceof Shown shown)
                || !(shown.value() instanceof Path path)) {
            throw refuse(left, "Only one ID or reference field may be selected in a sub-select");
        }
        if (inner.from().text().equalsIgnoreCase(soql.from().text())) {
            throw refuse(left, "The inner and outer selects should not be on the same object type");
        }
        var query = Query.bind(store, inner, false, season);
        var operand = new Operands(store, inner, query.type(), season).of(path);
        if (!operand.type().isId()) {
            throw refuse(
                    left,
                    "The inner select field '"
                            + path.name().text()
                            + "' is not an ID or reference field");
        }
        return new Choice(query, operand);
    }

    private static boolean holdsSemiJoin(Soql inner) {
        return inner.where().isPresent() && holdsSemiJoin(inner.where().get());
    }

    private static boolean holdsSemiJoin(Condition condition) {
        return switch (condition) {
            case And and -> and.parts().stream().anyMatch(SemiJoins::holdsSemiJoin);
            case Or or -> or.parts().stream().anyMatch(SemiJoins::holdsSemiJoin);
            case Not not -> holdsSemiJoin(not.part());
            case Test test -> test.value() instanceof Chosen;
        };
    }

    private ApiFailure refuse(Operand<?> left, String message) {
        return SoqlFailure.malformedAt(soql.text(), left.at(), message);
    }
}
