package headroom.cli.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/// Values that stand elsewhere: `${env:NAME}` in the environment, `file:PATH` in a file of its own.
///
/// @param folder where a relative `file:` path starts: the configuration file's folder
record References(Map<String, String> environment, Path folder) {
    private static final Pattern ENVIRONMENT =
            Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");
    private static final String FILE = "file:";
    private static final int FILE_BYTES_MAX = 64 * 1024;

    static boolean isReference(String text) {
        return text.startsWith("${") || text.startsWith(FILE);
    }

    /// What the reference stands for. The message of a failure never holds the value.
    String resolve(String reference) {
        var variable = ENVIRONMENT.matcher(reference);
        if (variable.matches()) {
            return variable(variable.group(1));
        }
        if (reference.startsWith(FILE)) {
            return contents(folder.resolve(reference.substring(FILE.length())));
        }
        throw new IllegalArgumentException(
                "a reference is ${env:NAME} or file:PATH and nothing beside it");
    }

    private String variable(String name) {
        var value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set");
        }
        return value;
    }

    private static String contents(Path file) {
        try (var input = Files.newInputStream(file)) {
            var bytes = input.readNBytes(FILE_BYTES_MAX + 1);
            var text = new String(bytes, StandardCharsets.UTF_8).strip();
            if (bytes.length > FILE_BYTES_MAX || text.isEmpty()) {
                throw new IllegalArgumentException(
                        file + " should hold one value of at most 64 KiB and nothing else");
            }
            return text;
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file, e);
        }
    }
}
