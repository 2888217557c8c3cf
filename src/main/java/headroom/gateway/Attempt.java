package headroom.gateway;

import headroom.ledger.Booking;
import headroom.ledger.Ending;
import headroom.ledger.Intent;
import headroom.ledger.Ledger;
import headroom.ledger.Names;
import headroom.ledger.OpenCall;
import headroom.ledger.Settlement;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/// One try at forwarding a call, as the ledger sees it: intended, settled, finished, each once and
/// in this order. A long poll is no call; its attempt is not booked. One-owner: the lane's loop.
final class Attempt {
    final String requestId;
    private final Call call;
    private final Lane lane;
    private final Ledger ledger;
    private final boolean booked;
    private @Nullable OpenCall open;
    private boolean settling;
    private boolean finished;
    private boolean committed;
    private @Nullable Consumer<Booking> afterCommit;

    private Attempt(Call call, Lane lane, String requestId, boolean booked) {
        this.call = call;
        this.lane = lane;
        this.ledger = lane.gateway.ledger;
        this.requestId = requestId;
        this.booked = booked;
    }

    static Attempt of(Call call, Lane lane) {
        var id = RequestIds.of(call.head);
        return new Attempt(call, lane, id, !call.classified().longPoll());
    }

    int expectedCharge() {
        return call.classified().charge();
    }

    void intend(Consumer<Booking> then) {
        if (!booked) {
            then.accept(Booking.COMMITTED);
            return;
        }
        var classified = call.classified();
        var intent =
                new Intent(
                        requestId,
                        lane.gateway.clock.millis(),
                        call.target.org().ledgerId,
                        ledger.id(Names.INTEGRATION, call.caller.integration()),
                        ledger.id(Names.USER, call.caller.user()),
                        ledger.kindId(classified.kind()),
                        classified.charge(),
                        classified.estimated());
        open = ledger.intend(intent, lane.loop, then);
    }

    /// @param whole the ending where it is known already, so that no `finish` is needed
    void settle(Settlement settlement, @Nullable Ending whole, Consumer<Booking> then) {
        settling = true;
        finished = whole != null;
        if (open == null) {
            settled(Booking.COMMITTED, then);
        } else if (whole == null) {
            ledger.settle(open, settlement, lane.loop, booking -> settled(booking, then));
        } else {
            ledger.settleWhole(
                    open, settlement, whole, lane.loop, booking -> settled(booking, then));
        }
    }

    private void settled(Booking booking, Consumer<Booking> then) {
        committed = true;
        then.accept(booking);
        if (afterCommit != null) {
            afterCommit.accept(booking);
        }
    }

    /// Runs when the settlement, if one is under way, is in the books.
    void afterCommit(Consumer<Booking> then) {
        if (committed || !settling) {
            then.accept(Booking.COMMITTED);
        } else {
            afterCommit = then;
        }
    }

    void finish(Ending ending) {
        if (open != null && !finished) {
            finished = true;
            ledger.finish(open, ending);
        }
    }
}
