package headroom.gateway;

import io.netty.handler.codec.http.HttpRequest;

import java.util.concurrent.ThreadLocalRandom;

/// Ids that Salesforce writes into its event logs as REQUEST_ID, so that its book and ours join row
/// by row. Salesforce takes 32 characters (a trace id) or 22; a client's own id is kept.
final class RequestIds {
    private static final int CLIENT_ID_CHARS_MAX = 64;

    private RequestIds() {}

    /// The id of one attempt: the client's own, which stays the same if the call is sent again, or
    /// a fresh one.
    static String of(HttpRequest head) {
        var own = head.headers().get(Heads.REQUEST_ID);
        return own == null || own.isEmpty() || own.length() > CLIENT_ID_CHARS_MAX ? fresh() : own;
    }

    /// 32 hexadecimal digits. Unique, not secret, so no secure random is spent on it.
    static String fresh() {
        var random = ThreadLocalRandom.current();
        var digits = new char[32];
        fill(digits, 0, random.nextLong());
        fill(digits, 16, random.nextLong());
        return new String(digits);
    }

    private static void fill(char[] digits, int from, long bits) {
        for (var i = 0; i < 16; i++) {
            digits[from + i] = Character.forDigit((int) (bits >>> (i * 4)) & 0xf, 16);
        }
    }
}
