package headroom.cli.config;

import headroom.gateway.GatewayOptions.Listen;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the small types of a configuration: durations, sizes, counts, addresses, URLs, zones.
///
/// Each method throws IllegalArgumentException with a message that names the form it wants.
final class Values {
    private static final Pattern DURATION_PART = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)\\s*");
    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,12})\\s*(B|kB|KiB|MB|MiB|GB|GiB)", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Long> UNITS =
            Map.of(
                    "b", 1L,
                    "kb", 1_000L,
                    "kib", 1_024L,
                    "mb", 1_000_000L,
                    "mib", 1_048_576L,
                    "gb", 1_000_000_000L,
                    "gib", 1_073_741_824L);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9-]+)*");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    private Values() {}

    static String text(String text) {
        return refuseUnless(!text.isBlank(), text, "is empty");
    }

    /// The name of an org or integration: it appears in paths, metrics and tables.
    static String name(String text) {
        return refuseUnless(
                NAME.matcher(text).matches(),
                text,
                "is not a name: use letters, digits, dots, hyphens and underscores, 64 at most");
    }

    static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }

    static int count(String text) {
        var digits = text.replace("_", "");
        if (!digits.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a whole number such as 2000 or 2_000");
        }
        return Integer.parseInt(digits);
    }

    static int positiveCount(String text) {
        var count = count(text);
        refuseUnless(count > 0, text, "must be at least 1");
        return count;
    }

    static Duration duration(String text) {
        var part = DURATION_PART.matcher(text.strip());
        var sum = Duration.ZERO;
        var end = 0;
        while (part.find() && part.start() == end) {
            sum = sum.plus(duration(Long.parseLong(part.group(1)), part.group(2)));
            end = part.end();
        }
        if (end == 0 || end != text.strip().length()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a duration such as 500ms, 30s, 10m, 2h or 35d");
        }
        return sum;
    }

    static Duration positiveDuration(String text) {
        var duration = duration(text);
        refuseUnless(duration.isPositive(), text, "must be longer than nothing");
        return duration;
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /// Bytes, at least 1 KiB and at most 1 GiB: what a size in this file can mean.
    static int size(String text) {
        var size = SIZE.matcher(text.strip());
        if (!size.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a size such as 512 KiB or 1 MiB");
        }
        var bytes =
                Long.parseLong(size.group(1))
                        * UNITS.getOrDefault(size.group(2).toLowerCase(Locale.ROOT), 1L);
        refuseUnless(
                bytes >= 1_024 && bytes <= 1_073_741_824L, text, "is not within 1 KiB and 1 GiB");
        return (int) bytes;
    }

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time zone such as Europe/Berlin or UTC", e);
        }
    }

    static String mail(String text) {
        return refuseUnless(MAIL.matcher(text).matches(), text, "is not a mail address");
    }

    static String host(String text) {
        return refuseUnless(
                HOST.matcher(text).matches() && text.length() <= 253,
                text,
                "is not a host name; leave out scheme, port and path");
    }

    /// `8484`, `0.0.0.0:8484`, `[::1]:8484`; a bare port is on loopback, port 0 is any free one.
    static Listen listen(String text) {
        var colon = text.lastIndexOf(':');
        var host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
        var port = text.substring(colon + 1);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isBlank() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an address such as 8484, 127.0.0.1:8484 or [::1]:8484");
        }
        return new Listen(host, Integer.parseInt(port), Optional.empty());
    }

    /// Scheme, host and port alone. A URL with user and password in it is refused unshown.
    static URI origin(String text) {
        var url = URI.create(refuseCredentials(text));
        var path = url.getPath();
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                || url.getHost() == null
                || url.getQuery() != null
                || !(path == null || path.isEmpty() || path.equals("/"))) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is not scheme, host and port alone, such as"
                            + " https://acme.my.salesforce.com");
        }
        return url;
    }

    private static String refuseCredentials(String text) {
        var authority = text.indexOf("://");
        if (authority >= 0 && text.indexOf('@', authority) >= 0) {
            throw new IllegalArgumentException(
                    "a URL here holds no user or password (it is not shown for that reason)");
        }
        try {
            URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not a URL", e);
        }
        return text;
    }

    static String pathPrefix(String text) {
        return refuseUnless(
                text.matches("/[A-Za-z0-9._-]+") && !text.equals("/services"),
                text,
                "is not one segment such as /acme (and never /services)");
    }

    static String orgId(String text) {
        return refuseUnless(
                text.matches("00D[A-Za-z0-9]{12}([A-Za-z0-9]{3})?"),
                text,
                "is not an org id: 00D and 12 or 15 more letters and digits");
    }

    static Path path(String text) {
        return Path.of(refuseUnless(!text.isBlank() && text.indexOf('\0') < 0, text, "is no path"));
    }

    private static String refuseUnless(boolean fine, String text, String why) {
        if (!fine) {
            throw new IllegalArgumentException("'" + text + "' " + why);
        }
        return text;
    }
}
