package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;

/// The emulator's coverage document says what is so.
class CoverageTest {
    private static final Path DOCUMENT = Path.of("docs/emulator-coverage.md");
    private static final Coverage COVERAGE = Coverage.read();

    @Test
    void everyResourceIsProvedByATest() {
        assertThat(COVERAGE.unproved()).as("served, but no test says `@Serves` of it").isEmpty();
    }

    @Test
    void noTestProvesWhatIsNotThere() {
        assertThat(COVERAGE.unknown()).as("named by `@Serves`, but in no route table").isEmpty();
    }

    @Test
    void theDocumentSaysWhatIsSo() throws Exception {
        if (Boolean.getBoolean("tidy.rewrite")) {
            Files.writeString(DOCUMENT, COVERAGE.document());
        }
        assertThat(DOCUMENT).as("run with -Dtidy.rewrite=true to write it").exists();
        assertThat(Files.readString(DOCUMENT))
                .as(
                        "docs/emulator-coverage.md: mvn -B test -Dtest=CoverageTest"
                                + " -Dtidy.rewrite=true")
                .isEqualTo(COVERAGE.document());
    }
}
