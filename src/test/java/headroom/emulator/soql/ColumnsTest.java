package headroom.emulator.soql;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.records.Schema;
import headroom.emulator.records.Store;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// Answers laid flat for Bulk's CSV.
class ColumnsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final Store store = new Store(new Schema(List.of()));
    private final Cursors cursors = new Cursors(store);

    @Test
    void headsColumnsByPathsAndPrintsCellsAsSoapDoes() {
        var account =
                store.put(
                        store.schema().get("Account"),
                        "",
                        Map.of("Name", "Acme", "AnnualRevenue", 1000.5, "CreatedDate", NOW));
        store.put(
                store.schema().get("Contact"),
                "",
                Map.of("AccountId", account.id(), "Birthdate", LocalDate.parse("1815-12-10")));
        store.put(store.schema().get("Contact"), "", Map.of());

        var page =
                cursors.query(
                        "SELECT birthdate, Account.Name, Account.AnnualRevenue,"
                                + " Account.CreatedDate, IsDeleted FROM Contact",
                        false,
                        Integer.MAX_VALUE,
                        NOW);

        assertThat(page.columns())
                .containsExactly(
                        "Birthdate",
                        "Account.Name",
                        "Account.AnnualRevenue",
                        "Account.CreatedDate",
                        "IsDeleted");
        assertThat(page.cells(page.rows().get(0)))
                .containsExactly(
                        "1815-12-10", "Acme", "1000.5", "2026-11-20T12:00:00.000Z", "false");
        assertThat(page.cells(page.rows().get(1))).containsExactly("", "", "", "", "false");
    }

    @Test
    void saysWhatBulkDoesNotTake() {
        assertThat(problem("SELECT COUNT() FROM Account")).contains("Aggregate");
        assertThat(problem("SELECT Id FROM Account OFFSET 5")).contains("OFFSET");
        assertThat(problem("SELECT Id FROM Account LIMIT 5")).isEmpty();
    }

    private String problem(String soql) {
        return cursors.bind(soql, false, NOW).bulkProblem().orElse("");
    }
}
