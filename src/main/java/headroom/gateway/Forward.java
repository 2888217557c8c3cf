package headroom.gateway;

import headroom.ledger.Booking;
import headroom.ledger.Ending;
import headroom.ledger.Outcome;
import headroom.ledger.Settlement;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/// The step that brings a call to its org and the answer back: booked before a byte leaves, settled
/// before a byte returns (`Answer`), and accounted for whichever side breaks off.
///
/// A side that has no room stops the reading of the other, so a slow side slows the other and
/// nothing piles up between them. One-owner: the lane's loop.
final class Forward implements OrgPool.Asker {
    private enum Stage {
        BOOKING,
        CONNECTING,
        FORWARDING,
        ANSWERING,
        OVER
    }

    /// Held of either body while the ledger commits; one read of a socket may go past it.
    static final int HELD_BYTES_MAX = 64 * 1024;

    private final Exchange exchange;
    private final Call call;
    private final Lane lane;
    private final RequestBody body;
    private final Origin origin;
    private Stage stage = Stage.BOOKING;
    private Attempt attempt;
    private @Nullable OrgConnection org;
    private @Nullable Answer answer;
    private boolean retried;

    Forward(Exchange exchange, Call call) {
        this.exchange = exchange;
        this.call = call;
        this.lane = exchange.lane;
        this.body = exchange.body;
        this.origin = call.target.origin(call);
        this.attempt = Attempt.of(call, lane);
    }

    void book() {
        stage = Stage.BOOKING;
        attempt.intend(this::booked);
    }

    /// The rule of law 7 stands here: a call that the books could not take passes all the same, is
    /// counted in memory by the ledger, and leaves a gap marked there.
    private void booked(Booking booking) {
        if (booking == Booking.GAP) {
            lane.gateway.counts.gap();
        }
        if (exchange.clientLeft()) {
            settle(0, Outcome.NOT_SENT);
            over();
        } else {
            stage = Stage.CONNECTING;
            lane.pool(origin).ask(this, retried);
        }
    }

    @Override
    public boolean stillWants() {
        return stage == Stage.CONNECTING;
    }

    @Override
    public void connected(OrgConnection connection) {
        org = connection;
        stage = Stage.FORWARDING;
        exchange.moved();
        connection.serve(this, isHead());
        var headers =
                Heads.forOrg(
                        call.head.headers(),
                        origin.hostHeader,
                        attempt.requestId,
                        exchange.forwardsExpect());
        connection.write(
                new DefaultHttpRequest(
                        HttpVersion.HTTP_1_1, call.head.method(), call.uri, headers));
        body.sendTo(connection);
        connection.flush();
        exchange.client.resume();
    }

    @Override
    public void unreachable(Throwable cause) {
        lane.gateway.counts.unreachable();
        fail(0, Outcome.ORG_UNREACHABLE, Unreachable.of(cause, origin));
    }

    @Override
    public void crowded() {
        fail(0, Outcome.NOT_SENT, Failure.crowded(exchange.limits));
    }

    // The request's body on its way.

    void bodyArrived() {
        if (org != null) {
            body.sendTo(org);
        }
    }

    void bodyBatchEnded() {
        if (org != null) {
            org.flush();
        }
    }

    /// A body that is whole leaves only the news that the client has left, which is always wanted.
    boolean wantsMore() {
        return body.isEnded()
                || (org == null ? body.heldBytes() < HELD_BYTES_MAX : org.isWritable());
    }

    void orgWritable() {
        exchange.client.resume();
    }

    /// The org said 100: go on.
    ///
    /// @return false when nobody asked for that
    boolean relayContinue() {
        if (!exchange.wantsContinue()) {
            return false;
        }
        exchange.sayContinue();
        return true;
    }

    // The answer on its way back.

    void answerHead(HttpResponse head) {
        exchange.moved();
        if (answer != null) {
            // A second answer to one request: nothing on this connection can be believed.
            orgClosed("the org answered twice");
            return;
        }
        stage = Stage.ANSWERING;
        if (!body.isSent() && org != null) {
            // An early answer: what is left of the request will never be sent on this connection.
            org.spoil();
        }
        answer = new Answer(this, exchange, call, head);
    }

    void answerContent(HttpContent content) {
        exchange.moved();
        if (answer == null) {
            content.release();
        } else {
            answer.content(content);
        }
    }

    void answerBatchEnded() {
        if (answer != null) {
            answer.batchEnded();
        }
    }

    /// Whether there is room for more from the org.
    boolean wantsAnswer() {
        return answer == null || answer.wantsMore();
    }

    void resumeOrg() {
        if (org != null) {
            org.resume();
        }
    }

    void clientWritable() {
        if (answer != null) {
            answer.clientWritable();
        }
    }

    Attempt attempt() {
        return attempt;
    }

    /// The answer's last byte is written to the client.
    void answered(boolean reusable, long answerBytes) {
        finish(answerBytes, Outcome.ANSWERED);
        var served = org;
        org = null;
        if (served != null && reusable && body.isSent()) {
            served.done();
        } else if (served != null) {
            served.close();
        }
        stage = Stage.OVER;
        exchange.answered();
    }

    /// The org broke off in mid-answer, and all it said has been written to the client.
    void answeredInPart(long answerBytes) {
        finish(answerBytes, Outcome.CUT_BY_ORG);
        closeOrg();
        stage = Stage.OVER;
        exchange.answeredInPart();
    }

    /// A login's answer too large to be rewritten must not pass unrewritten.
    void answerTooLarge() {
        answer = null;
        closeOrg();
        fail(attempt.expectedCharge(), Outcome.FAILED, Failure.answerTooLarge(exchange.limits));
    }

    // When it goes otherwise.

    /// The org's connection has ended while it served this call.
    void orgClosed(String why) {
        var served = org;
        closeOrg();
        if (answer != null) {
            answer.cut();
        } else if (served != null && mayRetry(served)) {
            retry();
        } else if (stage == Stage.FORWARDING) {
            // It may have reached the org, and nobody knows how it went: it counts as spent.
            fail(attempt.expectedCharge(), Outcome.CUT_BY_ORG, Failure.noAnswer(why));
        }
    }

    /// Once, for a connection that the org may have closed as idle just as the call left; and only
    /// a call that is whole in our hands and safe to repeat (RFC 9110 §9.2.2).
    private boolean mayRetry(OrgConnection served) {
        var safe = isHead() || HttpMethod.GET.equals(call.head.method());
        return !retried && safe && body.isEmpty() && served.diedIdle();
    }

    private void retry() {
        lane.gateway.counts.retried();
        settle(attempt.expectedCharge(), Outcome.CUT_BY_ORG);
        retried = true;
        body.rewind();
        attempt = Attempt.of(call, lane);
        book();
    }

    void clientGone() {
        switch (stage) {
            case BOOKING -> {
                // Its commit is under way; `booked` sees that nobody waits any more.
            }
            case CONNECTING -> {
                settle(0, Outcome.NOT_SENT);
                over();
            }
            case FORWARDING -> {
                closeOrg();
                settle(attempt.expectedCharge(), Outcome.CUT_BY_CLIENT);
                over();
            }
            case ANSWERING -> {
                closeOrg();
                if (answer != null) {
                    answer.abandon();
                }
                over();
            }
            case OVER -> {}
        }
    }

    /// The answer was on its way when the client left.
    ///
    /// @param unsettled whether its head was not handed to the books yet
    void abandoned(boolean unsettled, long answerBytes) {
        if (unsettled) {
            settle(attempt.expectedCharge(), Outcome.CUT_BY_CLIENT);
        } else {
            finish(answerBytes, Outcome.CUT_BY_CLIENT);
        }
    }

    void sweep(long quietNanos) {
        var limits = exchange.limits;
        var waits = stage == Stage.FORWARDING && body.isSent();
        var max = waits ? limits.answerTimeout() : limits.stallTimeout();
        if (quietNanos > max.toNanos()) {
            switch (stage) {
                case FORWARDING -> {
                    closeOrg();
                    var late = Failure.timedOut(max.toMillis());
                    fail(attempt.expectedCharge(), Outcome.TIMED_OUT, late);
                }
                case ANSWERING -> exchange.client.stalled();
                case BOOKING, CONNECTING, OVER -> {}
            }
        }
    }

    /// Settles, and answers for the org once that is in the books.
    private void fail(int charge, Outcome outcome, Failure failure) {
        stage = Stage.OVER;
        settle(charge, outcome, done -> exchange.answer(failure.answer(call)));
    }

    /// Settles a call whose answer nobody waits for any more.
    private void settle(int charge, Outcome outcome) {
        settle(charge, outcome, done -> {});
    }

    private void settle(int charge, Outcome outcome, Consumer<Booking> then) {
        attempt.settle(new Settlement(0, charge, null, outcome), ending(0, outcome), then);
    }

    private void finish(long answerBytes, Outcome outcome) {
        attempt.finish(ending(answerBytes, outcome));
    }

    /// What is to be said of this call if it ends now.
    Ending ending(long answerBytes, Outcome outcome) {
        return new Ending(body.bytes(), answerBytes, exchange.elapsedMillis(), outcome);
    }

    private void over() {
        stage = Stage.OVER;
        exchange.over();
    }

    private void closeOrg() {
        var served = org;
        org = null;
        if (served != null) {
            served.close();
        }
    }

    private boolean isHead() {
        return HttpMethod.HEAD.equals(call.head.method());
    }
}
