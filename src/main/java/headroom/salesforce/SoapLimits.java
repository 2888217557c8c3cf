package headroom.salesforce;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The `LimitInfoHeader` of a SOAP answer: the twin of `Sforce-Limit-Info`.
///
/// Every answer but that of `login()` carries it.
public record SoapLimits(List<Limit> limits) {
    /// The type of the org's own limit.
    public static final String API_REQUESTS = "API REQUESTS";

    /// The type of a connected app's limit, where the old per-app quota pilot was on.
    public static final String API_REQUESTS_PER_APP = "API REQUESTS PER APP";

    /// How much of an answer may come before the end of its header.
    public static final int HEAD_BYTES_MAX = 8 * 1024;

    private static final String HEADER = "LimitInfoHeader";
    private static final byte[] HEADER_BYTES = HEADER.getBytes(StandardCharsets.US_ASCII);
    private static final int LIMITS_MAX = 16;

    /// One `limitInfo`. The app's name is empty for the org's own limit.
    public record Limit(long current, long limit, String type, String appName) {}

    public SoapLimits {
        limits = List.copyOf(limits);
    }

    public static SoapLimits of(long current, long limit) {
        return new SoapLimits(List.of(new Limit(current, limit, API_REQUESTS, "")));
    }

    /// Looks for the header in the beginning of an answer, which may be gzipped and cut.
    public static Optional<SoapLimits> find(byte[] answerHead, @Nullable String contentEncoding) {
        var xml = Unzip.head(answerHead, contentEncoding, HEAD_BYTES_MAX);
        return Bytes.indexOf(xml, HEADER_BYTES, 0) < 0 ? Optional.empty() : parse(xml);
    }

    /// Reads the header from an envelope, or from the header element alone.
    public static Optional<SoapLimits> parse(byte[] xml) {
        var cursor = XmlCursor.open(xml);
        var limits = new ArrayList<Limit>(1);
        var inside = false;
        while (cursor.next() && limits.size() < LIMITS_MAX) {
            if (cursor.isStart(HEADER)) {
                inside = true;
            } else if (cursor.isEnd(HEADER) || cursor.isStart("Body")) {
                break;
            } else if (inside && cursor.isStart("limitInfo")) {
                limit(cursor).ifPresent(limits::add);
            }
        }
        return limits.isEmpty() ? Optional.empty() : Optional.of(new SoapLimits(limits));
    }

    /// The org's own limit, as the header of REST answers would say it; null if it is not among
    /// them.
    public LimitInfo.@Nullable ApiUsage apiUsage() {
        for (var limit : limits) {
            if (limit.type.equals(API_REQUESTS)) {
                return new LimitInfo.ApiUsage(limit.current, limit.limit);
            }
        }
        return null;
    }

    /// The element without a prefix, in the order of the WSDL, for the default namespace of an
    /// answer.
    public String render() {
        var xml = new StringBuilder("<").append(HEADER).append('>');
        for (var limit : limits) {
            xml.append("<limitInfo>");
            if (!limit.appName.isEmpty()) {
                xml.append("<appName>").append(Bytes.xmlText(limit.appName)).append("</appName>");
            }
            xml.append("<current>").append(limit.current).append("</current>");
            xml.append("<limit>").append(limit.limit).append("</limit>");
            xml.append("<type>").append(Bytes.xmlText(limit.type)).append("</type></limitInfo>");
        }
        return xml.append("</").append(HEADER).append('>').toString();
    }

    private static Optional<Limit> limit(XmlCursor cursor) {
        var current = -1L;
        var max = -1L;
        var type = "";
        var appName = "";
        while (cursor.next() && !cursor.isEnd("limitInfo")) {
            if (cursor.isEnd("current")) {
                current = number(cursor.text());
            } else if (cursor.isEnd("limit")) {
                max = number(cursor.text());
            } else if (cursor.isEnd("type")) {
                type = cursor.text();
            } else if (cursor.isEnd("appName")) {
                appName = cursor.text();
            }
        }
        return current < 0 || max < 0 || type.isEmpty()
                ? Optional.empty()
                : Optional.of(new Limit(current, max, type, appName));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
