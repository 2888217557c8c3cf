package headroom.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// An integration's character: how much it calls, and when in the day. Immutable.
///
/// @param clientId its OAuth client; empty for the one that logs in by SOAP
/// @param callsPerDay on an ordinary day
/// @param hours 24 weights, UTC; they need not add up to anything
/// @param workers how many calls it has under way at most
public record Persona(
        String name, String clientId, int callsPerDay, List<Double> hours, int workers, Wild wild) {
    private static final int HOURS = 24;
    private static final double SECONDS_PER_HOUR = 3600;

    /// When and how it loses its temper.
    ///
    /// @param after the demo's start, on the org's clock
    public record Wild(Duration after, double callsPerSecond) {
        static final Wild NEVER = new Wild(Duration.ofDays(36_500), 0);
    }

    public static final Persona ERP =
            new Persona(
                    "erp-nightly",
                    "",
                    18_000,
                    List.of(
                            3., 4., 4., 4., 3., 1., .2, .1, .1, .1, .1, .1, .1, .1, .1, .1, .1, .1,
                            .1, .1, .1, .1, .2, 1.),
                    2,
                    Wild.NEVER);
    public static final Persona MARKETING =
            new Persona(
                    "marketing-automation",
                    "3MVG9demo.marketing",
                    30_000,
                    List.of(
                            .4, .3, .3, .4, .5, .7, 1., 1.4, 2., 2.6, 2., 1.6, 1.4, 2.2, 1.8, 1.6,
                            1.8, 2.2, 1.4, 1., .8, .7, .6, .5),
                    4,
                    Wild.NEVER);
    public static final Persona SUPPORT =
            new Persona(
                    "support-portal",
                    "3MVG9demo.support",
                    11_000,
                    List.of(
                            .1, .1, .1, .2, .3, .5, 1., 2., 3., 3.2, 3., 2.6, 2., 2.8, 3., 2.8, 2.4,
                            1.6, .8, .4, .3, .2, .1, .1),
                    3,
                    Wild.NEVER);
    public static final Persona BI =
            new Persona("bi-extract", "3MVG9demo.bi", 6_000, flat(), 2, Wild.NEVER);
    public static final Persona WAREHOUSE =
            new Persona("warehouse-events", "3MVG9demo.warehouse", 14_400, flat(), 2, Wild.NEVER);
    public static final Persona RUNAWAY =
            new Persona(
                    "runaway-script",
                    "3MVG9demo.runaway",
                    700,
                    flat(),
                    4,
                    new Wild(Duration.ofMinutes(75), 2.5));

    /// All of them, as they appear in the table before they have done anything.
    public static final List<Persona> ALL =
            List.of(ERP, MARKETING, SUPPORT, BI, WAREHOUSE, RUNAWAY);

    public Persona {
        hours = List.copyOf(hours);
        if (hours.size() != HOURS) {
            throw new IllegalArgumentException(name + " needs 24 hours, not " + hours.size());
        }
    }

    /// The name under which it logs in.
    public String username() {
        return name + "@acme.example";
    }

    /// Its OAuth secret: the demo's org is in a box, and nothing else knows it.
    public String clientSecret() {
        return "demo-" + name;
    }

    /// Calls per second of org time at that moment.
    double rateAt(Instant now, Instant start) {
        if (!now.isBefore(start.plus(wild.after()))) {
            return wild.callsPerSecond();
        }
        return callsInHour(now.atOffset(ZoneOffset.UTC).getHour()) / SECONDS_PER_HOUR * burst(now);
    }

    /// Calls of an ordinary day in that hour of it.
    double callsInHour(int hour) {
        var sum = hours.stream().mapToDouble(Double::doubleValue).sum();
        return callsPerDay * hours.get(hour) / sum;
    }

    /// Extracts run at the start of each hour, everything else is spread over it.
    double burst(Instant now) {
        var minute = now.atOffset(ZoneOffset.UTC).getMinute();
        if (!equals(BI)) {
            return 1;
        }
        return minute < 15 ? 3.4 : 0.2;
    }

    private static List<Double> flat() {
        return java.util.Collections.nCopies(HOURS, 1.);
    }
}
