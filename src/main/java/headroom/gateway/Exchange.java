package headroom.gateway;

import headroom.gateway.Admit.Verdict;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

import org.jspecify.annotations.Nullable;

/// One call's way through the gateway: identify, classify, admit, economise, forward, record. Read
/// from `begin` downwards it is that way, in order; `Forward` is what happens between us and the
/// org.
///
/// One-owner: the lane's loop.
final class Exchange implements Lane.Deadline {
    final Lane lane;
    final ClientConnection client;
    final Limits limits;
    final RequestBody body = new RequestBody();
    private final long startedNanos = System.nanoTime();
    private @Nullable Call call;
    private @Nullable Forward forward;
    private int peekBytes;
    private boolean keepAlive;
    private boolean oldClient;
    private boolean continueAwaited;
    private boolean continueAnswered;
    private boolean clientLeft;
    private boolean over;
    private long lastMoveNanos;
    private int place = -1;

    Exchange(Lane lane, ClientConnection client) {
        this.lane = lane;
        this.client = client;
        this.limits = lane.gateway.options.limits();
        this.lastMoveNanos = lane.movedNanos();
    }

    void begin(HttpRequest head) {
        lane.deadlines.join(this);
        lane.gateway.counts.begun();
        keepAlive = HttpUtil.isKeepAlive(head);
        oldClient = head.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
        continueAwaited = HttpUtil.is100ContinueExpected(head);
        client.answersHead(HttpMethod.HEAD.equals(head.method()));
        var flaw = RequestCheck.flaw(head);
        if (flaw != null) {
            keepAlive = false;
            answer(flaw);
            return;
        }
        var target = lane.gateway.router.find(head);
        if (target.isEmpty()) {
            answer(RequestCheck.noSuchOrg());
            return;
        }
        call = new Call(head, target.get());
        peekBytes = Math.min(lane.gateway.steps.peekBytes(call), limits.peekBytesMax());
        if (peekBytes == 0) {
            decide(call);
        } else if (continueAwaited) {
            // The steps must see the body, so the gateway itself asks for it.
            sayContinue();
        }
    }

    private void decide(Call known) {
        known.peek = body.beginning(peekBytes);
        var steps = lane.gateway.steps;
        var stranger = steps.examine(known, lane.tokenHash);
        if (stranger != null) {
            answer(stranger);
            return;
        }
        if (steps.admit().decide(known) instanceof Verdict.Refused refused) {
            answer(Failure.refused(known, refused.reason()));
            return;
        }
        var saved = steps.economise().answer(known);
        if (saved.isPresent()) {
            answer(saved.get());
            return;
        }
        forward = new Forward(this, known);
        forward.book();
    }

    void requestContent(HttpContent content) {
        moved();
        if (over) {
            content.release();
            return;
        }
        body.add(content);
        if (forward != null) {
            forward.bodyArrived();
        } else if (call != null && body.covers(peekBytes)) {
            decide(call);
        }
    }

    /// The client's socket has nothing more for now.
    void requestBatchEnded() {
        if (forward != null) {
            forward.bodyBatchEnded();
        }
    }

    /// Whether there is room for more from the client.
    boolean wantsMore() {
        return forward == null || forward.wantsMore();
    }

    boolean requestEnded() {
        return body.isEnded();
    }

    /// Whether the client holds its body back until the org has said 100.
    boolean wantsContinue() {
        return continueAwaited && !continueAnswered && !body.isEnded();
    }

    /// Whether `Expect` must reach the org, because nobody has answered it yet.
    boolean forwardsExpect() {
        return !continueAnswered;
    }

    void sayContinue() {
        continueAnswered = true;
        client.writeContinue();
    }

    /// Whether the client's connection outlives this answer; if not, the answer says so.
    boolean staysOpen() {
        return keepAlive && body.isEnded() && !lane.gateway.isDraining();
    }

    /// HTTP/1.0: knows no chunks.
    boolean oldClient() {
        return oldClient;
    }

    void closeAfter(boolean always) {
        keepAlive &= !always;
    }

    boolean clientLeft() {
        return clientLeft;
    }

    /// An answer from the gateway itself.
    void answer(PlainAnswer plain) {
        lane.gateway.counts.ownAnswer();
        var stays = staysOpen();
        over();
        if (!clientLeft) {
            client.write(plain.render(!stays));
            client.ended(stays);
        }
    }

    /// The org's answer has been written to its end.
    void answered() {
        var stays = staysOpen();
        over();
        client.ended(stays);
    }

    /// The org's answer has been written as far as it came, which was not to its end.
    void answeredInPart() {
        over();
        client.abort();
    }

    void clientWritable() {
        if (forward != null) {
            forward.clientWritable();
        }
    }

    void clientGone() {
        clientLeft = true;
        if (forward == null) {
            over();
        } else {
            forward.clientGone();
        }
    }

    /// Bytes have moved on either side.
    void moved() {
        lastMoveNanos = lane.movedNanos();
    }

    @Override
    public void sweep(long nowNanos) {
        var quietNanos = nowNanos - lastMoveNanos;
        if (forward != null) {
            forward.sweep(quietNanos);
        } else if (quietNanos > limits.stallTimeout().toNanos()) {
            client.stalled();
        }
    }

    long elapsedMillis() {
        return (System.nanoTime() - startedNanos) / 1_000_000;
    }

    void over() {
        if (!over) {
            over = true;
            lane.gateway.counts.ended();
            lane.deadlines.leave(this);
            body.drop();
        }
    }

    @Override
    public int place() {
        return place;
    }

    @Override
    public void place(int index) {
        place = index;
    }
}
