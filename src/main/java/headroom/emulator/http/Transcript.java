package headroom.emulator.http;

import headroom.emulator.call.Answer;
import headroom.emulator.call.Call;

import io.vertx.core.MultiMap;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The newest requests and their answers as they went over the wire, secrets masked. One owner.
///
/// A ring: the oldest entry goes for the newest. A body is cut to its first bytes when it enters,
/// so a large one is not held; masking waits until somebody looks.
public final class Transcript {
    private static final byte[] NOTHING = {};

    private final @Nullable Entry[] ring;
    private final int bodyMax;
    private long count;

    /// One request and its answer.
    ///
    /// @param number counts every request from 0
    /// @param fault what went wrong on purpose, or null
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Entry(
            long number,
            Call call,
            Iterable<Map.Entry<String, String>> headers,
            byte[] requestBody,
            int requestBytes,
            int status,
            List<Answer.Header> answerHeaders,
            byte[] answerBody,
            long answerBytes,
            java.time.Duration delay,
            Fault.@Nullable Kind fault,
            Outcome.Subject subject) {}

    public Transcript(int entriesMax, int bodyMax) {
        this.ring = new Entry[entriesMax];
        this.bodyMax = bodyMax;
    }

    void note(Call call, MultiMap headers, Outcome outcome) {
        if (ring.length == 0) {
            return;
        }
        var answer = outcome.answer();
        var file = answer.file();
        ring[(int) (count % ring.length)] =
                new Entry(
                        count,
                        withoutBody(call),
                        headers,
                        cut(call.body()),
                        call.body().length,
                        answer.status(),
                        answer.headers(),
                        cut(answer.body()),
                        file == null ? answer.body().length : file.toFile().length(),
                        answer.delay(),
                        outcome.fault(),
                        outcome.subject());
        count++;
    }

    private static Call withoutBody(Call call) {
        return new Call(
                call.requestId(),
                call.at(),
                call.method(),
                call.target(),
                call.headers(),
                NOTHING,
                call.baseUrl(),
                call.clientIp());
    }

    private byte[] cut(byte[] body) {
        return body.length <= bodyMax ? body : Arrays.copyOf(body, bodyMax);
    }

    /// The kept entries from that number on, oldest first.
    public List<Entry> since(long number) {
        var entries = new ArrayList<Entry>();
        for (var i = Math.max(Math.max(0, number), count - ring.length); i < count; i++) {
            var entry = ring[(int) (i % ring.length)];
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /// How many requests there have been; also the next one's number.
    public long count() {
        return count;
    }

    public void clear() {
        Arrays.fill(ring, null);
    }
}
