package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.records.Row;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;

/// Conditional requests on rows (REST guide, "Use Conditional Requests").
///
/// ETags exist for accounts alone; dates for all rows. A condition not met is 304 on a read and 412
/// on a write, and an unreadable one is 400 on a write and nothing on a read. Deletes have none.
final class Conditions {
    private static final DateTimeFormatter GIVEN = DateTimeFormatter.RFC_1123_DATE_TIME;
    private static final String TAGGED = "Account";

    private final Call call;
    private final Row row;
    private final Instant modified;

    private Conditions(Call call, Row row) {
        this.call = call;
        this.row = row;
        var stamp = row.type().place("SystemModstamp");
        this.modified = stamp >= 0 && row.value(stamp) instanceof Instant at ? at : Instant.EPOCH;
    }

    /// The answer instead of the row, if its reader knows it already or wants another one.
    static Optional<Answer> unread(Call call, Row row) {
        var asked = new Conditions(call, row);
        if (asked.isMissed(false)) {
            throw failed();
        }
        return asked.isKnown(false) ? Optional.of(asked.mark(Answer.empty(304))) : Optional.empty();
    }

    /// Refuses a write whose conditions the row does not meet.
    static void refuseWrite(Call call, Row row) {
        var asked = new Conditions(call, row);
        if (asked.isMissed(true) || asked.isKnown(true)) {
            throw failed();
        }
    }

    /// The answer with what a later request can be held against.
    static Answer marked(Call call, Row row, Answer answer) {
        return new Conditions(call, row).mark(answer);
    }

    private Answer mark(Answer answer) {
        return isTagged()
                ? answer.with("ETag", tag())
                        .with("Last-Modified", new Conditional(call, modified).header())
                : answer;
    }

    private boolean isTagged() {
        return row.type().name().equals(TAGGED);
    }

    /// `If-Match` names another state, or `If-Unmodified-Since` an earlier one.
    private boolean isMissed(boolean writing) {
        var tags = call.header("If-Match");
        if (isTagged() && !tags.isEmpty() && !names(tags, writing)) {
            return true;
        }
        var since = date("If-Unmodified-Since", writing);
        return since.isPresent() && modified.isAfter(since.get());
    }

    /// `If-None-Match` names this state, or `If-Modified-Since` one not older.
    private boolean isKnown(boolean writing) {
        var tags = call.header("If-None-Match");
        if (isTagged() && !tags.isEmpty()) {
            return names(tags, writing);
        }
        var since = date("If-Modified-Since", writing);
        return since.isPresent() && !modified.isAfter(since.get());
    }

    private boolean names(String tags, boolean writing) {
        for (var one : tags.split(",", 50)) {
            var tag = one.strip();
            if (tag.equals("*") || tag.replace("-gzip\"", "\"").equals(tag())) {
                return true;
            }
            if (writing && !(tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\""))) {
                throw unreadable(tags);
            }
        }
        return false;
    }

    private Optional<Instant> date(String header, boolean writing) {
        var text = call.header(header);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZonedDateTime.parse(withRightDay(text), GIVEN).toInstant());
        } catch (DateTimeException _) {
            if (writing) {
                throw unreadable(text);
            }
            return Optional.empty();
        }
    }

    /// The guide's own example names the wrong day of the week; a server reads past it.
    private static String withRightDay(String text) {
        var comma = text.indexOf(',');
        return comma < 0 ? text : text.substring(comma + 1).strip();
    }

    private String tag() {
        try {
            var hash = MessageDigest.getInstance("SHA-1");
            for (var place = 0; place < row.type().fields().size(); place++) {
                hash.update(String.valueOf(row.value(place)).getBytes(StandardCharsets.UTF_8));
                hash.update((byte) 0);
            }
            return '"' + Base64.getEncoder().encodeToString(hash.digest()) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static ApiFailure failed() {
        return new ApiFailure(
                412,
                "PRECONDITION_FAILED",
                "One or more of the conditions specified in the request's headers were not met.");
    }

    private static ApiFailure unreadable(String value) {
        return new ApiFailure(
                400, "INVALID_HEADER_VALUE", "Invalid value in a conditional header: " + value);
    }
}
