package headroom.emulator.soql;

import headroom.emulator.records.Field;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.Row;
import headroom.emulator.soql.Soql.Call;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/// A function over the rows of a group, bound to its field. Immutable; each group has a [Sum] of
/// it.
record Aggregate(Kind kind, Operand<Row> operand) {

    enum Kind {
        COUNT,
        COUNT_DISTINCT,
        SUM,
        AVG,
        MIN,
        MAX
    }

    static boolean is(Call call) {
        return switch (call.function()) {
            case "COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX" -> true;
            default -> false;
        };
    }

    static Aggregate bind(Soql soql, Call call, Operand<Row> operand) {
        var kind = Kind.valueOf(call.function());
        if (!supports(kind, operand)) {
            throw SoqlFailure.malformedAt(
                    soql.text(),
                    call.name(),
                    "field "
                            + operand.field().name()
                            + " does not support aggregate operator "
                            + kind);
        }
        return new Aggregate(kind, operand);
    }

    private static boolean supports(Kind kind, Operand<Row> operand) {
        var type = operand.type();
        if (operand.isOpaque() || operand.isSeveral() || type.word().equals("textarea")) {
            return false;
        }
        return switch (kind) {
            case SUM, AVG -> type.isNumber();
            case COUNT, COUNT_DISTINCT, MIN, MAX -> type != FieldType.BOOLEAN;
        };
    }

    /// The field that describes the answer.
    Field field() {
        return switch (kind) {
            case COUNT, COUNT_DISTINCT -> Field.whole(operand.field().name(), "");
            case AVG -> Field.number(operand.field().name(), "", 2);
            case SUM, MIN, MAX -> operand.field();
        };
    }

    Sum start() {
        return new Sum();
    }

    /// What has been gathered from a group's rows so far.
    final class Sum {
        private int count;
        private double total;
        private @Nullable Object best;
        private @Nullable Object bestKey;
        private @Nullable Set<Object> seen;

        void add(Row row) {
            var value = operand.value(row);
            if (value == null) {
                return;
            }
            switch (kind) {
                case COUNT -> count++;
                case COUNT_DISTINCT -> addDistinct(row);
                case SUM, AVG -> {
                    count++;
                    total += ((Number) value).doubleValue();
                }
                case MIN, MAX -> addBest(row, value);
            }
        }

        private void addDistinct(Row row) {
            var known = seen == null ? new HashSet<Object>() : seen;
            var key = operand.key(row);
            if (key != null) {
                known.add(key);
            }
            seen = known;
        }

        private void addBest(Row row, Object value) {
            var key = operand.key(row);
            if (key == null) {
                return;
            }
            var known = bestKey;
            var order = known == null ? 0 : Operand.order(key, known);
            if (known == null || (kind == Kind.MIN ? order < 0 : order > 0)) {
                best = value;
                bestKey = key;
            }
        }

        @Nullable Object value() {
            return switch (kind) {
                case COUNT -> count;
                case COUNT_DISTINCT -> seen == null ? 0 : seen.size();
                case AVG -> count == 0 ? null : total / count;
                case MIN, MAX -> best;
                case SUM -> count == 0 ? null : sum();
            };
        }

        private Object sum() {
            return operand.type() == FieldType.INT ? (Object) (long) total : total;
        }
    }
}
