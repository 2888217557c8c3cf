package headroom.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/// SQL kept as text beside the class that runs it, with `${names}` to be filled in.
public final class SqlText {
    private SqlText() {}

    /// The text `name.sql` of a class's package.
    ///
    /// @param values SQL for each name in the text; texts of others go through [#quote]
    public static String of(Class<?> beside, String name, Map<String, String> values) {
        var text = read(beside, name + ".sql");
        for (var value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    /// A text as SQL writes it.
    public static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// A list of files as `read_parquet` takes it.
    public static String files(Collection<Path> files) {
        return files.stream()
                .map(file -> quote(file.toString()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String read(Class<?> beside, String file) {
        try (var stream = beside.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("no text " + file + " beside " + beside);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the text " + file, e);
        }
    }
}
