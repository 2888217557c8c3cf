package headroom.testing;

import java.util.List;
import java.util.Optional;

/// One answer as a raw client read it.
///
/// @param interim heads of 1xx answers before it
public record RawAnswer(List<Head> interim, Head head, Body body) {
    public int status() {
        return head.status();
    }

    public String text() {
        return body.text();
    }

    public boolean cut() {
        return body.cut();
    }

    public Optional<String> header(String name) {
        return head.first(name);
    }

    @Override
    public String toString() {
        return head.raw() + body.text() + (cut() ? "<cut>" : "");
    }
}
