package headroom.gateway;

import headroom.salesforce.CallKind;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

import javax.crypto.Mac;

/// Tells two reads of the same thing from two reads of different things, and no more than that.
///
/// A GET's mark is its target under HMAC-SHA-256, cut to 31 bits. The key lives as long as the
/// process and is never written: whoever holds the ledger can see that two calls of one run asked
/// for the same, not what for, and cannot try out guesses. A further page of a query is marked with
/// the rows before it, which its locator ends with, as a negative number: that tells the size of
/// its pages. One-owner: each lane has its own.
final class ReadMark {
    private static final int KEY_BYTES = 32;
    private static final int ROWS_DIGITS_MAX = 9;

    private final Mac mac;

    ReadMark(byte[] key) {
        mac = TokenHash.mac(key);
    }

    /// A key for one run.
    static byte[] key() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /// 0 for what is no read.
    int of(String method, String target, CallKind kind) {
        if (!method.equals("GET")) {
            return 0;
        }
        if (kind.operation().equals("query-more")) {
            return -rowsBefore(target);
        }
        var whole = mac.doFinal(target.getBytes(StandardCharsets.UTF_8));
        var number =
                (whole[0] & 0x7f) << 24
                        | (whole[1] & 0xff) << 16
                        | (whole[2] & 0xff) << 8
                        | (whole[3] & 0xff);
        return Math.max(1, number);
    }

    /// `2000` of `/services/data/v66.0/query/01gD0000002HU6KIAW-2000`; 0 where it is not said.
    private static int rowsBefore(String target) {
        var question = target.indexOf('?');
        var end = question < 0 ? target.length() : question;
        while (end > 0 && target.charAt(end - 1) == '/') {
            end--;
        }
        var start = end;
        while (start > 0 && Character.isDigit(target.charAt(start - 1))) {
            start--;
        }
        var isSaid = start > 0 && target.charAt(start - 1) == '-';
        return isSaid && start < end && end - start <= ROWS_DIGITS_MAX
                ? Integer.parseInt(target, start, end, 10)
                : 0;
    }
}
