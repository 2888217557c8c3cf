package headroom.emulator.http;

import java.util.concurrent.ThreadLocalRandom;

/// Request ids of our own, 22 letters and digits as in usage logs: a start's own beginning, then a
/// count.
final class RequestIds {
    private static final String LETTERS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 22;
    private static final int COUNT_LENGTH = 8;

    private final char[] id = new char[LENGTH];
    private long count;

    RequestIds() {
        for (var i = 0; i < LENGTH - COUNT_LENGTH; i++) {
            id[i] = LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length()));
        }
    }

    String next() {
        var rest = ++count;
        for (var i = LENGTH - 1; i >= LENGTH - COUNT_LENGTH; i--) {
            id[i] = LETTERS.charAt((int) (rest % LETTERS.length()));
            rest /= LETTERS.length();
        }
        return new String(id);
    }
}
