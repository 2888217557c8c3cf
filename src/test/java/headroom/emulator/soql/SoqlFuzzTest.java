package headroom.emulator.soql;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.Schema;
import headroom.emulator.records.Store;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Queries that are no queries: each is refused in Salesforce's form, soon, and nothing else is
/// thrown.
class SoqlFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final List<String> VALID =
            List.of(
                    "SELECT Id, Name, Owner.Name FROM Account WHERE Name LIKE 'a\\\\_%' LIMIT 5",
                    "SELECT Name, (SELECT Id FROM Contacts WHERE Name != null) FROM Account a",
                    "SELECT COUNT(Id) n, Industry FROM Account GROUP BY ROLLUP(Industry) HAVING"
                            + " COUNT(Id) > 1 ORDER BY COUNT(Id) DESC NULLS LAST",
                    "SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account WHERE Rating"
                            + " IN ('Hot', 'Cold')) AND (NOT Birthdate > LAST_N_DAYS:3)",
                    "SELECT FORMAT(Amount) x, toLabel(StageName) FROM Opportunity WHERE CloseDate ="
                            + " 2026-01-02 AND CALENDAR_YEAR(CreatedDate) >= 2026 OFFSET 7",
                    "SELECT FIELDS(ALL) FROM Case WHERE IsClosed = true OR (ContactId = null AND"
                            + " CreatedDate < 2026-01-01T00:00:00.000+01:00) LIMIT 200 FOR VIEW",
                    "SELECT TYPEOF Owner WHEN User THEN Name ELSE Id END FROM Case ALL ROWS",
                    "SELECT COUNT() FROM Account WHERE AnnualRevenue > USD500 AND Site = 'O\\'H'");
    private static final String[] PIECES = {
        "SELECT",
        "FROM",
        "WHERE",
        "(",
        ")",
        ",",
        "'",
        "\\",
        ":",
        ".",
        "null",
        "COUNT(",
        "GROUP BY",
        "ORDER BY",
        "LIMIT",
        "-1",
        "1e999",
        "IN",
        "NOT",
        "LAST_N_DAYS:99999999999",
        "\u0000",
        "é",
        "TYPEOF",
        "END",
        "FIELDS(ALL)",
        "2026-99-99",
        "a.b.c.d.e.f.g.h",
        "''",
        "\n",
        "USD",
        "//",
        "/*"
    };

    private final Store store = store();
    private final Cursors cursors = new Cursors(store);

    private static Store store() {
        var store = new Store(new Schema(List.of()));
        for (var i = 0; i < 5; i++) {
            store.put(store.schema().get("Account"), "", Map.of("Name", "a_" + i));
        }
        return store;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void refusesMutatedQueriesByApiFailureAlone(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 1_500; i++) {
            var query = mutated(VALID.get(random.nextInt(VALID.size())), random);
            try {
                var page = cursors.query(query, random.nextBoolean(), 200, NOW);
                page.rows().forEach(page::cells);
                page.query().explain();
            } catch (ApiFailure e) {
                assertThat(e.status()).as(query).isIn(400, 501);
                assertThat(e.message()).as(query).isNotBlank();
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ", query: " + query, e);
            }
        }
    }

    private static String mutated(String query, Random random) {
        var text = new StringBuilder(query);
        for (var n = random.nextInt(4); n >= 0 && !text.isEmpty(); n--) {
            var at = random.nextInt(text.length());
            var to = Math.min(text.length(), at + random.nextInt(8));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, text.substring(at, to));
                case 2 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
                case 3 -> text.setLength(at + 1);
                default -> text.insert(at, " " + PIECES[random.nextInt(PIECES.length)] + " ");
            }
        }
        return text.toString();
    }

    @Test
    void acceptsEachOfTheUnmutated() {
        for (var query : VALID) {
            if (!query.contains("TYPEOF")) {
                cursors.query(query, false, 200, NOW);
            }
        }
    }

    @Test
    void boundsBombs() {
        refuses("SELECT Id FROM Account WHERE " + "(".repeat(50_000), "nested too deeply");
        refuses("SELECT Id FROM Account WHERE " + "NOT ".repeat(20_000) + "Name = 'a'", "");
        refuses("x".repeat(100_001), "SOQL statement cannot be longer than 100000 characters");
        refuses("SELECT " + "a.".repeat(40_000) + "b FROM Account", "SOQL relationship path");
        var nested = "(".repeat(99) + "Name = 'a'" + ")".repeat(99);
        answers("SELECT Id FROM Account WHERE " + nested);
        var deep = "(".repeat(60) + "Name = 'a'" + ")".repeat(60) + " AND ";
        answers("SELECT Id FROM Account WHERE " + deep.repeat(300) + "Name = 'b'");
        answers("SELECT Id FROM Account WHERE " + "(Name = 'a') AND ".repeat(5_000) + "Name = 'b'");
        answers("SELECT Id FROM Account WHERE Name IN (" + "'abc',".repeat(16_000) + "'d')");
    }

    private void answers(String query) {
        var start = System.nanoTime();
        cursors.query(query, false, 200, NOW);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    private void refuses(String query, String message) {
        var start = System.nanoTime();
        try {
            cursors.query(query, false, 200, NOW);
            throw new AssertionError("answered");
        } catch (ApiFailure e) {
            assertThat(e.message()).contains(message).hasSizeLessThan(2_000);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }
}
