package headroom.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;

class ChargeTableTest {
    private static final Path DOCUMENT = Path.of("docs/charges.md");

    @ParameterizedTest
    @EnumSource
    void everyRowHasASourceAndOnlyUnsureOnesAnOption(ChargeTable row) {
        assertThat(row.source()).isNotBlank();
        assertThat(row.option() != null).isEqualTo(row.certainty() == Certainty.UNSURE);
    }

    @ParameterizedTest
    @EnumSource
    void everyOptionIsFoundByItsWord(ChargeOption option) {
        assertThat(ChargeOption.find(option.word())).contains(option);
        assertThat(ChargeOptions.DEFAULTS.counts(option)).isEqualTo(option.byDefault());
        assertThat(ChargeOptions.DEFAULTS.with(option, true).counts(option)).isTrue();
        assertThat(ChargeOptions.DEFAULTS.with(option, false).counts(option)).isFalse();
    }

    @Test
    void everyResourceHasATemplateWithoutIds() {
        for (var resource : Resource.values()) {
            assertThat(resource.template()).matches("[A-Za-z0-9/{}-]{2,50}");
        }
    }

    /// `-Dtidy.rewrite=true` writes the page anew.
    @Test
    void thePrintedTableIsThisTable() throws Exception {
        var printed = page();
        if (Boolean.getBoolean("tidy.rewrite")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, printed);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(printed);
    }

    private static String page() {
        var page =
                new StringBuilder(
                        """
                        # What a call costs

                        The charge table of `headroom.salesforce.ChargeTable` in print; a test compares the two. Why it is so:
                        [decision 0003](decisions/0003-charge-table.md).

                        | family | call | charge | certainty | source | option |
                        |---|---|---|---|---|---|
                        """);
        for (var row : ChargeTable.values()) {
            var option = row.option();
            page.append(
                    "| %s | %s | %s | %s | %s | %s |%n"
                            .formatted(
                                    row.family(),
                                    row.call(),
                                    row.rule().words(),
                                    row.certainty().name().toLowerCase(java.util.Locale.ROOT),
                                    row.source(),
                                    option == null ? "" : "`" + option.word() + "`"));
        }
        page.append(
                """

                When the answer is there, the charge is settled: refused for a limit → `count-refused`; session or token not
                valid → `count-unauthorized`; 304 → `count-not-modified`; any other status of 400 and more →
                `count-failed`; no answer at all → the charge stands, for the call may have been done.

                | option | by default | what it says |
                |---|---|---|
                """);
        for (var option : ChargeOption.values()) {
            page.append(
                    "| `%s` | %s | %s |%n"
                            .formatted(option.word(), option.byDefault(), option.meaning()));
        }
        return page.toString();
    }
}
