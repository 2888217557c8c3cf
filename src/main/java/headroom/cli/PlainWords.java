package headroom.cli;

import headroom.cli.config.BadConfiguration;
import headroom.history.HistoryException;
import headroom.ledger.LedgerException;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.sql.SQLException;
import java.util.Optional;

/// Turns what went wrong into one line that says what happened, to what, and what to do.
final class PlainWords {
    private static final int CAUSES_MAX = 12;

    private PlainWords() {}

    static Failure of(Throwable thrown) {
        Throwable cause = thrown;
        for (var depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            var said = of(cause, String.valueOf(cause.getMessage()));
            if (said.isPresent()) {
                return said.get();
            }
            cause = cause.getCause();
        }
        return new Failure(
                ExitCodes.FAULT,
                "a fault in Headroom: "
                        + Redacted.of(thrown.toString().lines().findFirst().orElse(""))
                        + " (run it again with --debug for the details)",
                thrown);
    }

    private static Optional<Failure> of(Throwable cause, String message) {
        return switch (cause) {
            case Failure failure -> Optional.of(failure);
            case BadConfiguration bad -> failed(ExitCodes.BAD_INPUT, message, bad);
            case OutOfMemoryError error ->
                    failed(
                            ExitCodes.FAULT,
                            "out of memory: give it more, such as HEADROOM_JAVA_OPTIONS=-Xmx1g",
                            error);
            case SQLException sql -> ledger(sql, message);
            case LedgerException refused -> ledger(refused);
            case HistoryException refused -> failed(ExitCodes.UNAVAILABLE, message, refused);
            case IOException io -> io(io, message);
            default -> Optional.empty();
        };
    }

    private static Optional<Failure> io(IOException io, String message) {
        if (message.contains("No space left on device") || message.contains("Disk quota")) {
            return failed(ExitCodes.DISK, "the disk is full: " + message, io);
        }
        if (message.contains("Read-only file system")) {
            return failed(ExitCodes.CANNOT_WRITE, "cannot write there: " + message, io);
        }
        if (message.contains("Address already in use")) {
            return failed(ExitCodes.UNAVAILABLE, "a port is in use: " + message, io);
        }
        return switch (io) {
            case AccessDeniedException denied ->
                    failed(ExitCodes.CANNOT_WRITE, "no permission: " + denied.getFile(), io);
            case NoSuchFileException missing ->
                    failed(ExitCodes.NO_INPUT, "there is no " + missing.getFile(), io);
            case FileNotFoundException missing ->
                    failed(ExitCodes.NO_INPUT, "cannot open " + missing.getMessage(), io);
            case NotDirectoryException file ->
                    failed(ExitCodes.CANNOT_WRITE, file.getFile() + " is not a folder", io);
            case FileAlreadyExistsException there ->
                    failed(ExitCodes.CANNOT_WRITE, there.getFile() + " is there already", io);
            case FileSystemException _ -> failed(ExitCodes.DISK, message, io);
            case BindException bind ->
                    failed(ExitCodes.UNAVAILABLE, "cannot listen: " + bind.getMessage(), io);
            case ConnectException connect ->
                    failed(ExitCodes.UNAVAILABLE, "nothing answers: " + connect.getMessage(), io);
            default -> Optional.empty();
        };
    }

    /// The ledger says in words what happened; what caused it decides the exit code.
    private static Optional<Failure> ledger(LedgerException refused) {
        var exitCode =
                Optional.ofNullable(refused.getCause())
                        .flatMap(cause -> of(cause, String.valueOf(cause.getMessage())))
                        .map(Failure::exitCode)
                        .orElse(ExitCodes.UNAVAILABLE);
        return failed(exitCode, String.valueOf(refused.getMessage()), refused);
    }

    private static Optional<Failure> ledger(SQLException sql, String message) {
        if (message.contains("SQLITE_FULL")) {
            return failed(ExitCodes.DISK, "the disk is full: the ledger cannot be written", sql);
        }
        if (message.contains("SQLITE_READONLY")) {
            return failed(ExitCodes.CANNOT_WRITE, "no permission to write the ledger", sql);
        }
        if (message.contains("SQLITE_CANTOPEN")) {
            return failed(ExitCodes.NO_INPUT, "the ledger file cannot be opened", sql);
        }
        if (message.contains("SQLITE_NOTADB") || message.contains("SQLITE_CORRUPT")) {
            return failed(
                    ExitCodes.BAD_INPUT,
                    "the ledger file is damaged or is no ledger: restore a backup",
                    sql);
        }
        if (message.contains("SQLITE_BUSY")) {
            return failed(ExitCodes.UNAVAILABLE, "another process is writing the ledger", sql);
        }
        return Optional.empty();
    }

    private static Optional<Failure> failed(int exitCode, String line, Throwable cause) {
        return Optional.of(new Failure(exitCode, line, cause));
    }
}
