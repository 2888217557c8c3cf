package headroom.emulator.soql;

import headroom.emulator.records.Field;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;
import headroom.emulator.soql.Soql.Call;
import headroom.emulator.soql.Soql.Expression;
import headroom.emulator.soql.Soql.Path;

import java.util.List;
import java.util.Locale;

/// Binds expressions to the fields of rows: paths, and functions of one row.
record Operands(Store store, Soql soql, ObjectType from, Season season) {

    Operand<Row> of(Expression expression) {
        return switch (expression) {
            case Path path -> of(path);
            case Call call -> of(call);
        };
    }

    private Operand<Row> of(Path path) {
        var bound = FieldPath.bind(store, soql, from, path.name(), season);
        return new Operand<>(
                path.name(),
                bound.field(),
                List.of(bound),
                bound.isDirect()
                        ? row -> row.value(bound.place())
                        : row -> bound.value(store, row));
    }

    private Operand<Row> of(Call call) {
        var date = DateFunction.find(call.function());
        if (date.isPresent()) {
            return date(call, date.get());
        }
        return switch (call.function()) {
            case "TOLABEL", "CONVERTCURRENCY" -> same(call);
            case "FORMAT" -> format(call);
            default -> throw ungrouped(call);
        };
    }

    /// An aggregate where there is no group.
    private RuntimeException ungrouped(Call call) {
        return SoqlFailure.malformedAt(
                soql.text(),
                call.name(),
                "Grouped query is needed for " + call.function().toLowerCase(Locale.ROOT) + "()");
    }

    private Operand<Row> date(Call call, DateFunction function) {
        var argument = of(call.argument());
        var type = argument.type();
        if (type != FieldType.DATETIME && (type != FieldType.DATE || function.needsTime())) {
            throw SoqlFailure.malformedAt(
                    soql.text(),
                    call.name(),
                    "field "
                            + argument.field().name()
                            + " does not support function "
                            + function.name());
        }
        var field =
                function == DateFunction.DAY_ONLY
                        ? Field.date(argument.field().name(), "")
                        : Field.whole(argument.field().name(), "");
        return new Operand<>(
                call.name(),
                field,
                List.of(),
                row -> function.of(argument.value(row), season.fiscalShift()));
    }

    /// Labels are the values themselves, and the org has one currency.
    private Operand<Row> same(Call call) {
        var argument = of(call.argument());
        return new Operand<>(call.name(), argument.field(), List.of(), argument.reader());
    }

    private Operand<Row> format(Call call) {
        var argument = of(call.argument());
        var text = Field.text(argument.field().name(), argument.field().label(), 255);
        return new Operand<>(
                call.name(),
                text,
                List.of(),
                row -> Formats.text(argument.type(), argument.value(row)));
    }
}
