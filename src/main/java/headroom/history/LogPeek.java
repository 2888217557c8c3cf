package headroom.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// What the head of a file tells before anything else of it is read. Immutable.
///
/// @param org as the first row's ORGANIZATION_ID says, 15 characters; empty if it does not
/// @param hasReturns the first row ends as on Windows
record LogPeek(LogHeader header, LogType type, String org, boolean hasReturns) {
    private static final int ORG_SIGNS = 15;

    /// @throws NotALog if it is no event log that tells of API use
    static LogPeek of(LogSource source) throws IOException {
        try (var in = source.plain(source.raw())) {
            var header = LogHeader.read(in);
            var line = line(in);
            var row = LogHeader.split(line, 0);
            var hasReturns = line.length > 0 && line[line.length - 1] == '\r';
            return new LogPeek(
                    header,
                    type(header, header.field(row, "EVENT_TYPE"), source),
                    org(header.field(row, "ORGANIZATION_ID")),
                    hasReturns);
        }
    }

    static String org(String said) {
        return said.substring(0, Math.min(ORG_SIGNS, said.length()));
    }

    /// What the first row says, whatever the file is called.
    private static LogType type(LogHeader header, String first, LogSource source)
            throws IOException {
        var word = first.isEmpty() ? source.identity().map(LogIdentity::type).orElse("") : first;
        if (word.isEmpty() && header.has("API_RESOURCE")) {
            word = LogType.API_TOTAL_USAGE.word();
        }
        var said = word;
        return LogType.find(word)
                .orElseThrow(() ->
                        new NotALog(
                                said.isEmpty()
                                        ? "it does not say which event log it is"
                                        : "'" + said + "' is no log of API use"));
    }

    private static byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var sign = in.read(); sign >= 0 && sign != '\n'; sign = in.read()) {
            line.write(sign);
            if (line.size() > LogScan.ROW_BYTES_MAX) {
                break;
            }
        }
        return line.toByteArray();
    }
}
