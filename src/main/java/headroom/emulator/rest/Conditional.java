package headroom.emulator.rest;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// What a request's conditions say of a resource that was last changed then (REST guide,
/// "Conditional Requests"). Immutable.
///
/// A date that cannot be read is no condition. Salesforce compares whole seconds.
public record Conditional(Call call, Instant lastModified) {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    public Conditional {
        lastModified = lastModified.truncatedTo(ChronoUnit.SECONDS);
    }

    /// Whether the caller has the newest state already: the answer is 304 without a body.
    public boolean isUnmodified() {
        var since = date("If-Modified-Since");
        return since != null && !lastModified.isAfter(since);
    }

    /// Throws 412 if the resource has changed since the caller's date.
    public void refuseModified() {
        var since = date("If-Unmodified-Since");
        if (since != null && lastModified.isAfter(since)) {
            throw new ApiFailure(
                    412, "PRECONDITION_FAILED", "A precondition of the request does not hold.");
        }
    }

    /// The header `Last-Modified` as it goes on the wire.
    public String header() {
        return HTTP_DATE.format(lastModified);
    }

    private @Nullable Instant date(String name) {
        var text = call.header(name);
        if (text.isEmpty()) {
            return null;
        }
        try {
            // The guide's own example names the wrong day of the week; a server reads past it.
            var day = text.substring(text.indexOf(',') + 1).strip();
            return ZonedDateTime.parse(day, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }
}
