package headroom.gateway;

import headroom.ledger.Outcome;
import headroom.ledger.Settlement;
import headroom.meter.Sighting;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.LimitInfo;
import headroom.salesforce.Refusal;
import headroom.salesforce.SoapLimits;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;

/// The second half of an exchange: the org's answer on its way to the client.
///
/// Its head is held until the call is settled in the books; a little of the body is held as well
/// where it decides the charge (was this a refusal?), and all of it where it must be rewritten (a
/// login). Everything else streams. One-owner: the lane's loop.
final class Answer {
    private enum Stage {
        /// Waiting for the part of the body that must be seen.
        HOLDING,
        /// The ledger is committing.
        SETTLING,
        STREAMING,
        ENDED
    }

    /// A body that comes with its head in one piece of input is settled together with its end.
    private static final int SMALL_BYTES_MAX = 16 * 1024;

    private static final int REFUSAL_BYTES_MAX = 8 * 1024;

    private final Forward forward;
    private final Exchange exchange;
    private final Call call;
    private final HttpResponse head;
    private final boolean rewrites;
    private final ArrayDeque<HttpContent> body = new ArrayDeque<>();
    private Stage stage = Stage.HOLDING;
    private final int holdBytes;
    private long bodyBytes;
    private boolean bodyEnded;
    private boolean wasCut;

    Answer(Forward forward, Exchange exchange, Call call, HttpResponse head) {
        this.forward = forward;
        this.exchange = exchange;
        this.call = call;
        this.head = head;
        this.rewrites = AnswerRewrite.concerns(call, status());
        this.holdBytes = holdBytes();
    }

    private int status() {
        return head.status().code();
    }

    private int holdBytes() {
        if (HttpMethod.HEAD.equals(call.head.method())) {
            return 0;
        }
        if (rewrites) {
            return exchange.lane.gateway.options.limits().bodyRewriteBytesMax();
        }
        return switch (status()) {
            case 400, 401, 403, 500, 503 -> REFUSAL_BYTES_MAX;
            case 200 -> call.classified().kind().family() == ApiFamily.SOAP ? 1 : 0;
            default -> 0;
        };
    }

    void content(HttpContent content) {
        bodyBytes += content.content().readableBytes();
        bodyEnded = content instanceof LastHttpContent;
        body.add(content);
        if (stage == Stage.HOLDING
                && (bodyEnded || bodyBytes >= Math.max(holdBytes, SMALL_BYTES_MAX))) {
            settle();
        } else if (stage == Stage.STREAMING) {
            send();
        }
    }

    /// The org's socket has nothing more for now.
    void batchEnded() {
        switch (stage) {
            case HOLDING -> {
                if (bodyBytes >= holdBytes) {
                    settle();
                }
            }
            case STREAMING -> exchange.client.flush();
            case SETTLING, ENDED -> {}
        }
    }

    boolean wantsMore() {
        return switch (stage) {
            case HOLDING, ENDED -> true;
            case SETTLING -> bodyEnded || bodyBytes < Forward.HELD_BYTES_MAX;
            case STREAMING -> exchange.client.isWritable();
        };
    }

    void clientWritable() {
        if (stage == Stage.STREAMING) {
            forward.resumeOrg();
        }
    }

    private void settle() {
        if (rewrites && !bodyEnded && !wasCut) {
            stage = Stage.ENDED;
            Pieces.drop(body);
            forward.answerTooLarge();
            return;
        }
        stage = Stage.SETTLING;
        var beginning = holdBytes == 0 ? new byte[0] : beginning();
        var type = head.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        var refused = Refusal.detect(status(), type, beginning).orElse(null);
        if (rewrites) {
            rewrite(beginning);
        }
        var charge =
                call.target.org().classifier.settledCharge(call.classified(), status(), refused);
        var outcome = outcome(refused);
        var settlement = new Settlement(status(), charge, sighting(beginning), outcome);
        var whole = bodyEnded ? forward.ending(bodyBytes, Outcome.ANSWERED) : null;
        forward.attempt().settle(settlement, whole, booking -> release());
    }

    private Outcome outcome(Refusal.@Nullable Kind refused) {
        if (refused != null && refused.isLimit()) {
            return Outcome.REFUSED;
        }
        return status() >= 400 ? Outcome.FAILED : Outcome.ANSWERED;
    }

    private @Nullable Sighting sighting(byte[] beginning) {
        var header = head.headers().get("Sforce-Limit-Info");
        var source = header == null ? Sighting.Source.SOAP_HEADER : Sighting.Source.HEADER;
        var usage = header == null ? soapUsage(beginning) : LimitInfo.parse(header).apiUsage();
        if (usage == null) {
            return null;
        }
        var now = exchange.lane.gateway.clock.millis();
        return new Sighting(call.target.org().ledgerId, now, usage.used(), usage.max(), source);
    }

    private LimitInfo.@Nullable ApiUsage soapUsage(byte[] beginning) {
        if (call.classified().kind().family() != ApiFamily.SOAP || beginning.length == 0) {
            return null;
        }
        var encoding = head.headers().get(HttpHeaderNames.CONTENT_ENCODING);
        return SoapLimits.find(beginning, encoding).map(SoapLimits::apiUsage).orElse(null);
    }

    /// A login's answer tells the client where to go on, and tells us whose session it is.
    private void rewrite(byte[] whole) {
        var gateway = exchange.lane.gateway;
        var encoding = head.headers().get(HttpHeaderNames.CONTENT_ENCODING);
        var base = gateway.publicUrl.base(call, exchange.client);
        var changed =
                bodyEnded ? LoginAnswer.rewrite(call, whole, encoding, base, exchange.lane) : null;
        if (changed == null) {
            return;
        }
        var trailing = body.peekLast();
        var trailers =
                trailing instanceof LastHttpContent last ? last.trailingHeaders().copy() : null;
        Pieces.drop(body);
        body.add(new DefaultHttpContent(Unpooled.wrappedBuffer(changed)));
        var end = new io.netty.handler.codec.http.DefaultLastHttpContent();
        if (trailers != null) {
            end.trailingHeaders().set(trailers);
        }
        body.add(end);
        if (head.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            head.headers().set(HttpHeaderNames.CONTENT_LENGTH, changed.length);
        }
    }

    private void release() {
        if (stage != Stage.SETTLING) {
            return;
        }
        stage = Stage.STREAMING;
        exchange.client.write(clientHead());
        send();
        if (stage == Stage.STREAMING) {
            if (wasCut) {
                cut();
            } else {
                exchange.client.flush();
                if (wantsMore()) {
                    forward.resumeOrg();
                }
            }
        }
    }

    private HttpResponse clientHead() {
        var headers = Heads.forClient(head.headers());
        var location = exchange.lane.gateway.publicUrl;
        if (headers.contains(HttpHeaderNames.LOCATION)) {
            new AnswerRewrite(location.base(call, exchange.client))
                    .location(headers, call.target.org(), call.target.prefix());
        }
        var delimited =
                headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                        || headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
        var bodiless =
                status() == 204 || status() == 304 || HttpMethod.HEAD.equals(call.head.method());
        if (!delimited && !bodiless && !exchange.oldClient()) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        if (exchange.oldClient()) {
            // HTTP/1.0 knows no chunks; the connection's end is the answer's.
            headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
            exchange.closeAfter(!headers.contains(HttpHeaderNames.CONTENT_LENGTH) && !bodiless);
        }
        if (!exchange.staysOpen()) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (exchange.oldClient()) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        return new DefaultHttpResponse(HttpVersion.HTTP_1_1, head.status(), headers);
    }

    private void send() {
        for (var part = body.poll(); part != null; part = body.poll()) {
            var last = part instanceof LastHttpContent;
            exchange.client.write(part);
            if (last) {
                stage = Stage.ENDED;
                forward.answered(HttpUtil.isKeepAlive(head), bodyBytes);
                return;
            }
        }
    }

    /// The org broke off. What it said so far goes on, and then the client is cut off too: a cut
    /// must never look like an end.
    void cut() {
        switch (stage) {
            case HOLDING -> {
                wasCut = true;
                settle();
            }
            case SETTLING -> wasCut = !bodyEnded;
            case STREAMING -> {
                stage = Stage.ENDED;
                forward.answeredInPart(bodyBytes);
            }
            case ENDED -> {}
        }
    }

    /// The client has left: nobody will read the rest.
    void abandon() {
        Pieces.drop(body);
        var unsettled = stage == Stage.HOLDING;
        stage = Stage.ENDED;
        forward.abandoned(unsettled, bodyBytes);
    }

    private byte[] beginning() {
        var size = (int) Math.min(bodyBytes, Math.max(holdBytes, SoapLimits.HEAD_BYTES_MAX));
        return Pieces.beginning(body, size);
    }
}
