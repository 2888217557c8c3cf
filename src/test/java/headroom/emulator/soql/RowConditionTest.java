package headroom.emulator.soql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.Schema;
import headroom.emulator.records.Store;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// WHERE expressions as rules over single rows.
class RowConditionTest {
    private final Store store = new Store(new Schema(List.of()));
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void holdsARowAgainstAnExpression() {
        var type = store.schema().get("Opportunity");
        var rule =
                RowCondition.parse(
                        "Amount < 0 OR (Name = null AND CloseDate < TODAY)",
                        type,
                        store,
                        () -> now);
        var row = store.put(type, "", Map.of("CloseDate", LocalDate.parse("2026-11-20")));

        assertThat(rule.test(row)).isFalse();
        now = now.plusSeconds(86_400);
        assertThat(rule.test(row)).isTrue();
    }

    @Test
    void refusesWhatIsNoExpressionOfThatObject() {
        var type = store.schema().get("Account");

        assertThatThrownBy(() -> RowCondition.parse("Foo = 1", type, store, () -> now))
                .isInstanceOf(ApiFailure.class)
                .hasMessageContaining("No such column 'Foo' on entity 'Account'");
        assertThatThrownBy(() -> RowCondition.parse("Name = ", type, store, () -> now))
                .isInstanceOf(ApiFailure.class)
                .hasMessageContaining("unexpected token");
    }
}
