package headroom.salesforce;

import org.jspecify.annotations.Nullable;

/// The headers of a request or an answer, however the HTTP layer keeps them.
@FunctionalInterface
public interface HeaderSource {
    /// No headers at all.
    HeaderSource NONE = _ -> null;

    /// The first value of the header of that name, in any case; null if there is none.
    @Nullable String first(String name);
}
