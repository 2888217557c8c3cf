package headroom.emulator.bulk2;

import headroom.emulator.call.ApiFailure;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A place in a result as clients carry it: `MTAwMDA` is the row 10,000, as in Salesforce's guide.
final class Locator {
    private Locator() {}

    static String of(int place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.valueOf(place).getBytes(StandardCharsets.US_ASCII));
    }

    static int read(String locator) {
        try {
            var text =
                    new String(Base64.getUrlDecoder().decode(locator), StandardCharsets.US_ASCII);
            var place = Integer.parseInt(text);
            if (place >= 0 && text.equals(String.valueOf(place))) {
                return place;
            }
        } catch (IllegalArgumentException _) {
            // No base64, or no number: answered below.
        }
        throw new ApiFailure(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }
}
