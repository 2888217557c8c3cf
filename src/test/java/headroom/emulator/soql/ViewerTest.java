package headroom.emulator.soql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Schema;
import headroom.emulator.records.Store;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;

/// What a user may not see does not exist in queries.
class ViewerTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final Cursors cursors = new Cursors(new Store(new Schema(List.of())));
    private final Viewer viewer =
            new Viewer() {
                @Override
                public boolean sees(ObjectType type) {
                    return !type.name().equals("Contact");
                }

                @Override
                public boolean sees(ObjectType type, int place) {
                    return !type.field(place).name().equals("Phone");
                }
            };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT Phone FROM Account",
                "SELECT Id FROM Account WHERE Phone = '1'",
                "SELECT Id FROM Account ORDER BY Phone",
                "SELECT COUNT(Phone) FROM Account",
                "SELECT Account.Phone FROM Opportunity",
                "SELECT Id FROM Contact",
                "SELECT (SELECT Id FROM Contacts) FROM Account",
                "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact)"
            })
    void hidesObjectsAndFields(String soql) {
        assertThatThrownBy(() -> cursors.bind(soql, false, NOW, viewer))
                .isInstanceOf(ApiFailure.class)
                .hasMessageFindingMatch("No such column 'Phone'|'Contacts?'");
        assertThat(cursors.bind(soql, false, NOW).isCount()).isFalse();
    }
}
