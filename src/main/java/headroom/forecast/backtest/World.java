package headroom.forecast.backtest;

import headroom.forecast.Arrivals;
import headroom.forecast.Past;
import headroom.forecast.Rates;
import headroom.forecast.Series;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// An org with some weeks behind it and a day to come, made of a seed. Immutable once made.
///
/// The allocation is set so that the busiest ordinary day uses 55 to 92 % of it. Refusals are left
/// out: the future is what the integrations ask for. In one world in six one integration goes round
/// the gateway, so that the ledger knows its calls only as usage the org states.
final class World {
    static final int DAY = 1440;
    private static final int SIGHTED_EVERY = 15;
    private static final List<ZoneId> ZONES =
            List.of(
                    ZoneId.of("Europe/Berlin"),
                    ZoneId.of("America/New_York"),
                    ZoneId.of("America/Los_Angeles"),
                    ZoneId.of("Europe/London"),
                    ZoneId.of("Asia/Kolkata"),
                    ZoneId.of("Australia/Sydney"),
                    ZoneId.of("Asia/Tokyo"));
    private static final long FIRST = LocalDate.of(2025, 1, 6).toEpochDay();

    private final SplittableRandom random;
    private final long now;
    private final long knownSince;
    private final List<Actor> actors = new ArrayList<>();
    private final List<Boolean> declared = new ArrayList<>();
    private final List<long[]> minutes = new ArrayList<>();
    private final List<Series> hours = new ArrayList<>();
    private final ZoneId orgZone;
    private final int bypassing;
    private final long allocation;
    private final Optional<Runaway> runaway;

    /// Where a runaway is to begin.
    record Stage(long onset, int actors, Rates usuals) {
        double usual(int actor) {
            return actor < usuals.length() ? usuals.at(actor) : 0;
        }

        /// One of the three that call most at that time.
        int busy(SplittableRandom random) {
            var ranked =
                    IntStream.range(0, usuals.length())
                            .boxed()
                            .sorted(Comparator.comparingDouble(i -> -usuals.at(i)))
                            .toList();
            return ranked.get(random.nextInt(Math.min(3, ranked.size())));
        }
    }

    private World(long seed, boolean withRunaway) {
        random = new SplittableRandom(seed * 0x9E37_79B9_7F4A_7C15L + 17);
        var day = FIRST + 60 + random.nextInt(600);
        now = day * DAY + random.nextInt(DAY);
        var days = daysKnown();
        knownSince = (day - days) * DAY;
        orgZone = ZONES.get(random.nextInt(ZONES.size()));
        var count = 4 + random.nextInt(8);
        for (var i = 0; i < count; i++) {
            var zone =
                    random.nextDouble() < 0.7 ? orgZone : ZONES.get(random.nextInt(ZONES.size()));
            actors.add(Actor.draw(zone, day - days - 1, days + 5, random));
            declared.add(random.nextDouble() < 0.7);
        }
        bypassing = random.nextInt(6) == 0 ? random.nextInt(count) : -1;
        actors.forEach(this::live);
        allocation = (long) (peak() / random.nextDouble(0.55, 0.92));
        runaway = withRunaway ? Optional.of(runaway()) : Optional.empty();
        runaway.ifPresent(this::happen);
    }

    static World calm(long seed) {
        return new World(seed, false);
    }

    static World withRunaway(long seed) {
        return new World(seed, true);
    }

    private int daysKnown() {
        var roll = random.nextDouble();
        return roll < 0.6 ? 56 : roll < 0.85 ? 21 + random.nextInt(35) : 4 + random.nextInt(17);
    }

    /// Hours long past are drawn as such, the last two days and the next minute by minute.
    private void live(Actor actor) {
        var fineFrom = now - 2 * DAY + 1;
        var fine = new long[3 * DAY];
        for (var i = 0; i < fine.length; i++) {
            fine[i] = Chance.poisson(actor.rate(fineFrom + i), random);
        }
        minutes.add(fine);
        var firstHour = knownSince / 60;
        var coarse = new long[(int) ((now + 1) / 60 - firstHour)];
        for (var i = 0; i < coarse.length; i++) {
            var start = (firstHour + i) * 60;
            if (start >= fineFrom) {
                coarse[i] = Series.of(fineFrom, fine).sum(start, start + 60);
            } else {
                var rate = 0.0;
                for (var sixth = 3; sixth < 60; sixth += 6) {
                    rate += actor.rate(start + sixth) * 6;
                }
                coarse[i] = Chance.poisson(rate, random);
            }
        }
        hours.add(Series.of(firstHour, coarse));
    }

    /// The highest rolling usage by the hour.
    private long peak() {
        var peak = 1L;
        var first = hours.getFirst().first();
        for (var end = first + 24; end <= hours.getFirst().end(); end++) {
            var sum = 0L;
            for (var each : hours) {
                sum += each.sum(end - 24, end);
            }
            peak = Math.max(peak, sum);
        }
        return peak;
    }

    private Runaway runaway() {
        var onset = now - 59;
        var usuals = new double[actors.size()];
        for (var i = 0; i < usuals.length; i++) {
            for (var minute = onset; minute < onset + 60; minute++) {
                usuals[i] += actors.get(i).rate(minute) / 60;
            }
        }
        var left = Math.max(1, allocation - used(onset - 1));
        var hoursLeft = Math.exp(random.nextDouble(Math.log(1.5), Math.log(18)));
        return Runaway.draw(
                new Stage(onset, actors.size(), Rates.of(usuals)),
                (double) left,
                hoursLeft,
                random);
    }

    private void happen(Runaway wild) {
        if (wild.actor() == actors.size()) {
            minutes.add(new long[3 * DAY]);
            hours.add(Series.of(knownSince / 60, new long[hours.getFirst().length()]));
        }
        var fine = minutes.get(wild.actor());
        for (var i = 2 * DAY - 60; i < fine.length; i++) {
            var minute = fineFrom() + i;
            var usual = wild.actor() < actors.size() ? actors.get(wild.actor()).rate(minute) : 0;
            fine[i] += Chance.poisson(wild.at(minute, usual), random);
        }
        var whole = hours.get(wild.actor());
        var counts = new long[whole.length()];
        for (var i = 0; i < counts.length; i++) {
            var start = (whole.first() + i) * 60;
            counts[i] =
                    start >= fineFrom()
                            ? Series.of(fineFrom(), fine).sum(start, start + 60)
                            : whole.at(whole.first() + i);
        }
        hours.set(wild.actor(), Series.of(whole.first(), counts));
    }

    private long fineFrom() {
        return now - 2 * DAY + 1;
    }

    /// Calls of all in a minute of yesterday, today or tomorrow.
    long arrivals(long minute) {
        var sum = 0L;
        for (var fine : minutes) {
            sum += fine[(int) (minute - fineFrom())];
        }
        return sum;
    }

    /// The rolling 24 hours that end with a minute.
    long used(long minute) {
        var sum = 0L;
        for (var each = minute - DAY + 1; each <= minute; each++) {
            sum += arrivals(each);
        }
        return sum;
    }

    long now() {
        return now;
    }

    long allocation() {
        return allocation;
    }

    Optional<Runaway> ofRunaway() {
        return runaway;
    }

    /// Minutes from now until usage reaches the allocation; infinite if not within a day.
    double exhaustion() {
        var usage = used(now);
        for (var i = 1; i <= DAY; i++) {
            usage += arrivals(now + i) - arrivals(now + i - DAY);
            if (usage >= allocation) {
                return i;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /// What a ledger would know now.
    Past past() {
        var known = new ArrayList<Arrivals>();
        for (var i = 0; i < minutes.size(); i++) {
            if (i == bypassing) {
                continue;
            }
            var zone = i < actors.size() && declared.get(i) ? actors.get(i).zone() : orgZone;
            var seen = new long[2 * DAY];
            System.arraycopy(minutes.get(i), 0, seen, 0, seen.length);
            known.add(
                    new Arrivals(
                            "integration-" + (i + 1),
                            zone,
                            hours.get(i),
                            Series.of(fineFrom(), seen)));
        }
        var said = new ArrayList<Past.Said>();
        for (var minute = now - DAY + 1; minute <= now; minute++) {
            if ((now - minute) % SIGHTED_EVERY == 0) {
                said.add(new Past.Said(minute, used(minute)));
            }
        }
        return new Past(now, allocation, used(now), true, knownSince, known, said);
    }
}
