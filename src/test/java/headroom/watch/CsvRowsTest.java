package headroom.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

class CsvRowsTest {
    @Test
    void readsPlainAndQuotedFields() throws IOException {
        assertThat(rows("a,b,c\n1,\"2,5\",3\n"))
                .containsExactly(List.of("a", "b", "c"), List.of("1", "2,5", "3"));
    }

    @Test
    void readsDoubledQuotesAndLineEndsInsideFields() throws IOException {
        assertThat(rows("\"\"\"x\"\"\",\"two\nlines\"\r\n\"\",last"))
                .containsExactly(List.of("\"x\"", "two\nlines"), List.of("", "last"));
    }

    @Test
    void keepsEmptyFieldsAndPassesOverEmptyLines() throws IOException {
        assertThat(rows("\n\na,,\n\r\n,b\n"))
                .containsExactly(List.of("a", "", ""), List.of("", "b"));
    }

    @Test
    void readsRowsAcrossItsBuffer() throws IOException {
        var field = "x".repeat(50_000);

        assertThat(rows(field + "," + field + "\n" + field + ",y\n"))
                .containsExactly(List.of(field, field), List.of(field, "y"));
    }

    @Test
    void refusesAQuoteThatNeverCloses() {
        assertThatThrownBy(() -> rows("a,\"b\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("row 1 ends inside a quoted field");
    }

    @Test
    void refusesARowWithoutEnd() {
        assertThatThrownBy(() -> rows("x".repeat((1 << 20) + 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than");
        assertThatThrownBy(() -> rows(",".repeat(300)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 256 fields");
    }

    private static List<List<String>> rows(String text) throws IOException {
        var all = new ArrayList<List<String>>();
        try (var rows = new CsvRows(new StringReader(text))) {
            while (rows.next()) {
                var fields = new ArrayList<String>();
                for (var i = 0; i < rows.fields(); i++) {
                    fields.add(rows.field(i));
                }
                all.add(fields);
            }
        }
        return all;
    }
}
