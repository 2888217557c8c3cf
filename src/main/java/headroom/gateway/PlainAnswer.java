package headroom.gateway;

import headroom.salesforce.ApiError;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

import java.nio.charset.StandardCharsets;

/// An answer of the gateway's own: small, whole, and in the form the client's API uses. Immutable.
final class PlainAnswer {
    private final int status;
    private final String contentType;
    private final byte[] body;

    /// @param body not changed afterwards
    PlainAnswer(int status, String contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    /// An error as the API family in question says it.
    static PlainAnswer of(ApiError.Form form, int status, String code, String message) {
        return of(ApiError.render(form, status, code, message));
    }

    static PlainAnswer of(ApiError error) {
        return new PlainAnswer(error.status(), error.contentType(), error.body());
    }

    FullHttpResponse render(boolean close) {
        var answer =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(status),
                        Unpooled.wrappedBuffer(body));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        if (close) {
            answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return answer;
    }

    /// For a request that could not be read as HTTP, so that its API is not known either.
    static FullHttpResponse forUnreadable(Throwable cause) {
        var status =
                switch (cause) {
                    case TooLongHttpLineException _ -> 414;
                    case TooLongHttpHeaderException _ -> 431;
                    case TooLongFrameException _ -> 413;
                    default -> 400;
                };
        var text =
                switch (status) {
                    case 414 -> "The request line is longer than this gateway takes.";
                    case 431 -> "The request headers are larger than this gateway takes.";
                    case 413 -> "The request is larger than this gateway takes.";
                    default -> "This is not a well-formed HTTP/1.1 request; nothing was forwarded.";
                };
        return plainText(status, text).render(true);
    }

    static PlainAnswer plainText(int status, String text) {
        return new PlainAnswer(
                status, "text/plain;charset=UTF-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
