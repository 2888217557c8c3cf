package headroom.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;

class HistoryKillTest {
    private static final int ROWS = 60_000;

    @TempDir private Path folder;

    @Test
    void anImportKilledInItsMiddleAndDoneAgainIsExact() throws Exception {
        var seed = 20261122L;
        var random = new Random(seed);
        var files = List.of(log("a", 0, ROWS), log("b", ROWS / 2, ROWS), log("c", ROWS, ROWS));
        for (var round = 0; round < 2; round++) {
            killed(files, random.nextInt(600));
        }

        try (var history = History.open(folder.resolve("history"), InstantSource.system())) {
            for (var file : files) {
                history.bring(LogSource.of(file), _ -> "acme", Callers.UNDECLARED);
            }
            history.roll(null);
        }

        var day = LocalDate.parse("2026-11-18");
        try (var reader = HistoryReader.open(folder.resolve("history"));
                var duck = new Duck(200, folder.resolve("overflow"))) {
            var sums = SqlText.files(reader.hourFiles("acme", day, day));
            assertThat(
                            duck.list(
                                    "select sum(calls) from read_parquet(" + sums + ")",
                                    row -> row.getLong(1)))
                    .as("seed " + seed)
                    .containsExactly(2L * ROWS);
        }
    }

    /// Kills the import some time after its first word, or once it has brought a file.
    private void killed(List<Path> files, int millis) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(java(), "-cp", classPath()));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(DoomedImport.class.getName(), folder.resolve("history").toString()));
        files.forEach(file -> command.add(file.toString()));
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var said =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("begun");
            said.readLine();
            Thread.sleep(millis);
        }
        process.destroyForcibly().waitFor();
    }

    private Path log(String name, int first, int rows) throws IOException {
        var text = new StringBuilder(LogText.OLD);
        for (var row = first; row < first + rows; row++) {
            text.append(LogText.old("%06d".formatted(100_000 + row % 60), "r" + row));
        }
        return Files.writeString(folder.resolve(name + ".csv"), text);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String classPath() {
        var places = new LinkedHashSet<String>();
        for (var type :
                List.of(
                        History.class,
                        DoomedImport.class,
                        org.duckdb.DuckDBConnection.class,
                        org.sqlite.SQLiteConfig.class,
                        org.slf4j.Logger.class,
                        tools.jackson.databind.json.JsonMapper.class,
                        tools.jackson.core.JsonParser.class)) {
            places.add(type.getProtectionDomain().getCodeSource().getLocation().getPath());
        }
        return String.join(":", places);
    }
}
