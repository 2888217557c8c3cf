package headroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.JavaFormatterOptions;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The style as a test. `mvn -B test -Dtest=TidyTest -Dtidy.rewrite=true` rewrites what it can.
class TidyTest {
    private static final int METHOD_FILE_LINES_MAX = 420;
    private static final List<Path> ROOTS =
            List.of(Path.of("src/main/java"), Path.of("src/test/java"), Path.of("bench/java"));

    @Test
    void everyFileIsFormatted() throws Exception {
        var rewrite = Boolean.getBoolean("tidy.rewrite");
        var formatter =
                new Formatter(
                        JavaFormatterOptions.builder()
                                .style(JavaFormatterOptions.Style.AOSP)
                                .build());
        var untidy = new ArrayList<String>();
        for (var file : javaFiles()) {
            var text = Files.readString(file);
            var formatted = formatter.formatSourceAndFixImports(text);
            if (formatted.equals(text)) {
                continue;
            }
            if (rewrite) {
                Files.writeString(file, formatted);
            } else {
                untidy.add(file.toString());
            }
        }
        assertThat(untidy)
                .as("files to format: mvn -B test -Dtest=TidyTest -Dtidy.rewrite=true")
                .isEmpty();
    }

    @Test
    void everyRoomHasItsDocAndIsNullMarked() throws Exception {
        for (var room : rooms()) {
            var info = room.resolve("package-info.java");
            assertThat(info).as("the doc of room " + room).exists();
            assertThat(Files.readString(info)).startsWith("/// ").contains("@NullMarked");
        }
    }

    @Test
    void noFileGrowsPastReading() throws Exception {
        var long_ = new ArrayList<String>();
        for (var file : javaFiles()) {
            try (var lines = Files.lines(file)) {
                var count = lines.count();
                if (count > METHOD_FILE_LINES_MAX) {
                    long_.add(file + ": " + count);
                }
            }
        }
        assertThat(long_).as("files of more than " + METHOD_FILE_LINES_MAX + " lines").isEmpty();
    }

    @Test
    void noWordWaitsForLater() throws Exception {
        var marked = new ArrayList<String>();
        var words = List.of("TO" + "DO", "FIX" + "ME", "XX" + "X ", "@Dis" + "abled");
        for (var file : javaFiles()) {
            var text = Files.readString(file);
            words.stream().filter(text::contains).forEach(word -> marked.add(file + ": " + word));
        }
        assertThat(marked).isEmpty();
    }

    private static List<Path> rooms() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java/headroom"))) {
            return files.filter(Files::isDirectory).filter(TidyTest::holdsClasses).toList();
        }
    }

    private static boolean holdsClasses(Path folder) {
        try (var files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> javaFiles() throws IOException {
        var all = new ArrayList<Path>();
        for (var root : ROOTS) {
            if (Files.exists(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
                }
            }
        }
        return all;
    }
}
