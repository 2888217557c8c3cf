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
    private boolean finished;

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
                        classified.estimated(),
                        lane.readMark.of(call.method, call.uri, classified.kind()));
        open = ledger.intend(intent, lane.loop, then);
    }

    /// @param whole the ending where it is known already, so that no `finish` is needed
    void settle(Settlement settlement, @Nullable Ending whole, Consumer<Booking> then) {
        finished = whole != null;
        if (open == null) {
            then.accept(Booking.COMMITTED);
        } else if (whole == null) {
            ledger.settle(open, settlement, lane.loop, then);
        } else {
            ledger.settleWhole(open, settlement, whole, lane.loop, then);
        }
    }

    void finish(Ending ending) {
        if (open != null && !finished) {
            finished = true;
            ledger.finish(open, ending);
        }
    }
}
