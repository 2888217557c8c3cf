package headroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// `kill -9` under load: what was acknowledged is there, what was in flight is marked, the sums
/// agree.
class KillTest {
    @TempDir Path folder;

    private final Set<String> intents = new HashSet<>();
    private final Map<String, Integer> settlements = new HashMap<>();

    @Test
    void threeKillsLoseNothing() throws Exception {
        killed(3, 20261121);
    }

    @Test
    @Tag("full")
    void twentyKillsLoseNothing() throws Exception {
        killed(20, 4711);
    }

    private void killed(int times, long seed) throws Exception {
        System.out.println("kill test: seed " + seed);
        var random = new Random(seed);
        var file = folder.resolve("ledger.db");
        var unsettled = 0;
        for (var life = 0; life < times; life++) {
            var millis = 200 + random.nextInt(1500);
            liveAndDie(file, "life" + life, millis);
            try (var ledger = Ledger.open(LedgerOptions.at(file), InstantSource.system())) {
                unsettled += ledger.figures().unsettledAtOpen();
            }
            BooksCheck.agree(file);
            assertNothingIsLost(file, unsettled);
            System.out.printf(
                    "killed after %d ms: %d intents and %d settlements acknowledged so far, all"
                            + " there; %d unsettled, all marked%n",
                    millis, intents.size(), settlements.size(), unsettled);
        }
        assertThat(settlements).hasSizeGreaterThan(100 * times);
    }

    private void liveAndDie(Path file, String life, int millis) throws Exception {
        var child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                DoomedGateway.class.getName(),
                                file.toString(),
                                life)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var lines = child.inputReader()) {
            note(lines.readLine());
            var killer =
                    Thread.ofVirtual()
                            .start(() -> {
                                pause(millis);
                                child.toHandle().destroyForcibly();
                            });
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                note(line);
            }
            killer.join();
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    /// A line cut by the kill was not acknowledged to anybody.
    private void note(String line) {
        assertThat(line).as("the first acknowledgement of the child").isNotNull();
        var words = line.split(" ");
        if (words[0].equals("i") && words.length == 2 && words[1].matches("life\\d+-\\d+")) {
            intents.add(words[1]);
        } else if (words[0].equals("s") && words.length == 3) {
            settlements.put(words[1], Integer.parseInt(words[2]));
        }
    }

    private void assertNothingIsLost(Path file, int unsettled) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select request, outcome, charge from calls")) {
            var missing = new HashSet<>(intents);
            var missingSettlements = new HashMap<>(settlements);
            var marked = 0;
            while (rows.next()) {
                var request = rows.getString(1);
                var outcome = rows.getInt(2);
                missing.remove(request);
                assertThat(outcome).isNotEqualTo(Outcome.IN_FLIGHT.code);
                marked += outcome == Outcome.UNSETTLED.code ? 1 : 0;
                if (outcome != Outcome.UNSETTLED.code) {
                    var charge = rows.getInt(3);
                    missingSettlements.computeIfPresent(
                            request,
                            (_, acknowledged) -> acknowledged == charge ? null : acknowledged);
                }
            }
            assertThat(missing).as("acknowledged intents that are not there").isEmpty();
            assertThat(missingSettlements).as("acknowledged settlements not there").isEmpty();
            assertThat(marked).as("rows marked as unsettled").isEqualTo(unsettled);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
