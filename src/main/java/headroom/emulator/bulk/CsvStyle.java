package headroom.emulator.bulk;

import java.util.Locale;

/// How a job's CSV is written: what stands between columns and between lines.
public record CsvStyle(Delimiter delimiter, LineEnding lineEnding) {
    public static final CsvStyle DEFAULT = new CsvStyle(Delimiter.COMMA, LineEnding.LF);

    /// What stands between columns.
    public enum Delimiter {
        BACKQUOTE('`'),
        CARET('^'),
        COMMA(','),
        PIPE('|'),
        SEMICOLON(';'),
        TAB('\t');

        private final char sign;

        Delimiter(char sign) {
            this.sign = sign;
        }

        public char sign() {
            return sign;
        }
    }

    /// What stands between lines.
    public enum LineEnding {
        LF("\n"),
        CRLF("\r\n");

        private final String text;

        LineEnding(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /// Reads the two words of a job; an empty one is the default.
    ///
    /// @throws IllegalArgumentException for a word that is none
    public static CsvStyle parse(String delimiter, String lineEnding) {
        return new CsvStyle(
                delimiter.isEmpty()
                        ? Delimiter.COMMA
                        : Delimiter.valueOf(delimiter.toUpperCase(Locale.ROOT)),
                lineEnding.isEmpty()
                        ? LineEnding.LF
                        : LineEnding.valueOf(lineEnding.toUpperCase(Locale.ROOT)));
    }

    /// Starts the CSV's line with these cells, each in quotes.
    public void putQuoted(StringBuilder line, String cell) {
        if (!line.isEmpty()) {
            line.append(delimiter.sign());
        }
        line.append('"');
        if (cell.indexOf('"') < 0) {
            line.append(cell);
        } else {
            line.append(cell.replace("\"", "\"\""));
        }
        line.append('"');
    }

    /// One line of quoted cells with its end.
    public String line(Iterable<String> cells) {
        var line = new StringBuilder(128);
        for (var cell : cells) {
            putQuoted(line, cell);
        }
        return line.append(lineEnding.text()).toString();
    }
}
