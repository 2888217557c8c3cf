package headroom.watch;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;

/// A small JSON file that is written whole and renamed into place, so that a killed process leaves
/// the old or the new one. Immutable; one writer at a time is its owner's to see to.
record JsonFile(Path path) {
    static final JsonMapper JSON = new JsonMapper();

    /// Reads it, or takes what stands for a file that is not there.
    ///
    /// @param what it should be, for the message if it is not
    <T> T read(String what, T none, Function<JsonNode, T> reading) throws IOException {
        try {
            return reading.apply(JSON.readTree(Files.readAllBytes(path)));
        } catch (NoSuchFileException _) {
            return none;
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
            throw new IOException(
                    path + " is no " + what + "; move it away to start with a new one", e);
        }
    }

    /// On return it is on disk.
    void write(JsonNode content) throws IOException {
        var fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
        try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(
                fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
