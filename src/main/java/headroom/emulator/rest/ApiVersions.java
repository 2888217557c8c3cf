package headroom.emulator.rest;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The API versions served, and the season each is named after.
///
/// Versions up to 30 are retired at Salesforce. Spring, Summer and Winter follow one another three
/// to a year; version 66 is Spring '26.
public final class ApiVersions {
    public static final int FIRST = 31;
    public static final int LAST = 68;
    private static final int SPRING_26 = 66;

    private ApiVersions() {}

    public static List<Integer> served() {
        return IntStream.rangeClosed(FIRST, LAST).boxed().toList();
    }

    /// Reads `v66.0` or `66.0` or `66`.
    public static Optional<Integer> parse(String text) {
        var plain = text.startsWith("v") ? text.substring(1) : text;
        var digits = plain.endsWith(".0") ? plain.substring(0, plain.length() - 2) : plain;
        return digits.matches("[0-9]{1,3}")
                ? Optional.of(Integer.parseInt(digits))
                : Optional.empty();
    }

    public static boolean isServed(int version) {
        return version >= FIRST && version <= LAST;
    }

    static String label(int version) {
        var past = version - SPRING_26;
        var year = 26 + Math.floorDiv(past, 3);
        return switch (Math.floorMod(past, 3)) {
            case 0 -> "Spring '" + year;
            case 1 -> "Summer '" + year;
            default -> "Winter '" + (year + 1);
        };
    }
}
