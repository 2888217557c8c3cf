package headroom.cli;

import headroom.cli.config.BadConfiguration;
import headroom.cli.config.Configuration;
import headroom.cli.config.ConfigurationEdit;
import headroom.cli.config.ConfigurationFile;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/// Writes a changed configuration over the old one: checked first, whole or not at all.
final class EditedFile {
    private EditedFile() {}

    /// The file's text; empty if there is none.
    static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException _) {
            return "";
        }
    }

    /// What the changed file says, read as `serve` would.
    static Configuration check(ConfigurationEdit edit, Path file, Surroundings surroundings)
            throws IOException, BadConfiguration {
        return ConfigurationFile.check(edit.text(), file, surroundings.environment());
    }

    static void write(ConfigurationEdit edit, Path file) throws IOException {
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        var fresh = Files.createTempFile(folder, "headroom", ".yaml");
        try {
            Files.writeString(fresh, edit.text());
            if (Files.exists(file)) {
                Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(file));
            }
            move(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// A value as it can stand behind a key.
    static String quoted(String value) {
        return value.matches("[A-Za-z0-9][A-Za-z0-9._/@+-]*(:[A-Za-z0-9._/@+-]+)*")
                ? value
                : "'" + value.replace("'", "''") + "'";
    }
}
