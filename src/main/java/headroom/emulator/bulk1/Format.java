package headroom.emulator.bulk1;

import java.util.Locale;
import java.util.Optional;

/// What a job's batches are written in. The zipped kinds are not served.
enum Format {
    XML("application/xml"),
    CSV("text/csv"),
    JSON("application/json");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    static Optional<Format> find(String word) {
        for (var format : values()) {
            if (format.name().equals(word.toUpperCase(Locale.ROOT))) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    String mediaType() {
        return mediaType + ";charset=UTF-8";
    }
}
