package headroom.ledger;

import headroom.meter.DayCounters;
import headroom.meter.RollingWindow;
import headroom.meter.SecondStore;
import headroom.meter.SightedUsage;
import headroom.meter.Sighting;
import headroom.meter.UsageFigure;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The counts in memory: windows, days and usage of every org. The writer owns it; any thread reads
/// it as [Meters].
final class MeterBook implements Meters {
    private final CounterKeys keys;
    private final RollingWindow window;
    private final DayCounters days;
    private final List<Account> accounts = new ArrayList<>();
    private final List<Account> touched = new ArrayList<>();
    private @Nullable Account[] byOrg = new Account[16];
    private volatile @Nullable UsageFigure[] figures = new UsageFigure[16];

    /// An org's usage and the keys of its counters.
    private static final class Account {
        final int org;
        final int key;
        final SightedUsage usage = new SightedUsage();
        boolean isTouched;

        Account(int org, int key) {
            this.org = org;
            this.key = key;
        }
    }

    MeterBook(CounterKeys keys, SecondStore store, long nowSecond) {
        this.keys = keys;
        this.window = new RollingWindow(store, nowSecond, keys.size());
        this.days = new DayCounters(nowSecond, keys.size());
        window.rebuild(nowSecond);
        for (var key = 0; key < keys.size(); key++) {
            if (keys.integration(key) == CounterKeys.WHOLE_ORG) {
                account(keys.org(key));
            }
        }
    }

    @Override
    public int window(int org) {
        return window.total(keys.find(org, CounterKeys.WHOLE_ORG));
    }

    @Override
    public int window(int org, int integration) {
        return window.total(keys.find(org, integration));
    }

    @Override
    public int day(int org) {
        return days.total(keys.find(org, CounterKeys.WHOLE_ORG));
    }

    @Override
    public int day(int org, int integration) {
        return days.total(keys.find(org, integration));
    }

    @Override
    public UsageFigure usage(int org) {
        var now = figures;
        var figure = org < now.length ? now[org] : null;
        return figure == null ? UsageFigure.ofLedgerAlone(window.now(), 0, 0) : figure;
    }

    RollingWindow window() {
        return window;
    }

    void begin(OpenCall call) {
        var account = account(call.intent().org());
        call.mark = account.usage.begin(call.seq, call.intent().charge());
        touch(account);
    }

    void settle(OpenCall call, Settlement settlement) {
        var account = account(call.intent().org());
        if (call.mark != null) {
            account.usage.settle(call.mark, settlement.charge(), settlement.sighting());
            call.mark = null;
        }
        touch(account);
    }

    void sight(Sighting sighting, long order) {
        var account = account(sighting.org());
        account.usage.sight(sighting, order);
        touch(account);
    }

    /// Counts the charges of a call that began here.
    void count(Cell cell) {
        count(cell, false);
    }

    private void count(Cell cell, boolean isLearned) {
        if (cell.charges() == 0) {
            return;
        }
        var account = account(cell.org());
        var key = keys.get(cell.org(), cell.integration());
        if (window.add(account.key, cell.second(), cell.charges())) {
            window.add(key, cell.second(), cell.charges());
        } else if (!isLearned) {
            account.usage.agedOut(cell.charges());
        }
        days.add(account.key, cell.second(), cell.charges());
        days.add(key, cell.second(), cell.charges());
        touch(account);
    }

    /// Counts charges that became known only afterwards.
    void learned(Cell cell) {
        account(cell.org()).usage.learned(cell.second(), cell.charges(), window.now());
        count(cell, true);
    }

    void restore(UsageRows.Rest rest) {
        account(rest.sighting().org())
                .usage
                .restore(rest.sighting(), rest.order(), rest.begunSince(), rest.agedOutSince());
    }

    /// Begins the day of a second at zero.
    void restartDay(long nowSecond) {
        days.restart(Math.floorDiv(nowSecond, DayCounters.SECONDS));
    }

    /// Counts, at a start, what the day rollup holds.
    void restoreDay(int org, int integration, int charges) {
        var second = days.day() * DayCounters.SECONDS;
        days.add(keys.get(org, integration), second, charges);
        days.add(account(org).key, second, charges);
    }

    /// Moves time forward; what leaves the window is subtracted.
    void advance(long nowSecond) {
        if (nowSecond <= window.now() && !window.isBehind()) {
            return;
        }
        window.advance(nowSecond, this::expired);
        days.advance(nowSecond);
        accounts.forEach(this::touch);
    }

    /// Follows a clock that was really set back, counting anew.
    void restart(long nowSecond) {
        window.rebuild(nowSecond);
        days.restart(Math.floorDiv(nowSecond, DayCounters.SECONDS));
        accounts.forEach(this::touch);
    }

    /// Makes what changed visible to readers.
    void publish() {
        var changed = figures;
        for (var account : touched) {
            account.isTouched = false;
            if (account.org >= changed.length) {
                changed = Arrays.copyOf(changed, Math.max(account.org + 1, 2 * changed.length));
            }
            changed[account.org] = account.usage.figure(window.now(), window.total(account.key));
        }
        touched.clear();
        figures = changed;
    }

    /// The oldest call in flight, or `none`.
    long oldestInFlight(long none) {
        var oldest = none;
        for (var account : accounts) {
            oldest = Math.min(oldest, account.usage.oldestInFlight(none));
        }
        return oldest;
    }

    private void expired(int key, int charges) {
        if (keys.integration(key) == CounterKeys.WHOLE_ORG) {
            account(keys.org(key)).usage.agedOut(charges);
        }
    }

    private void touch(Account account) {
        if (!account.isTouched) {
            account.isTouched = true;
            touched.add(account);
        }
    }

    private Account account(int org) {
        if (org >= byOrg.length) {
            byOrg = Arrays.copyOf(byOrg, Math.max(org + 1, 2 * byOrg.length));
        }
        var known = byOrg[org];
        if (known != null) {
            return known;
        }
        var account = new Account(org, keys.get(org, CounterKeys.WHOLE_ORG));
        byOrg[org] = account;
        accounts.add(account);
        touch(account);
        return account;
    }
}
