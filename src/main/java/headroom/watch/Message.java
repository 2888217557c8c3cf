package headroom.watch;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Something to be said to people. Immutable.
///
/// @param id the same for the same message however often it is tried
/// @param subject one line
/// @param text a few lines of plain text
/// @param link where to read on
/// @param urgent whether it may break quiet hours
/// @param html the same as HTML, where a mail is worth it
/// @param mailTo whom to write to if it goes by mail; empty for the administrators
public record Message(
        String id,
        Instant at,
        String org,
        String subject,
        String text,
        Optional<String> html,
        Optional<URI> link,
        boolean urgent,
        List<String> mailTo) {
    public Message {
        mailTo = List.copyOf(mailTo);
    }

    /// A message of plain text alone.
    public Message(
            String id,
            Instant at,
            String org,
            String subject,
            String text,
            Optional<URI> link,
            boolean urgent,
            List<String> mailTo) {
        this(id, at, org, subject, text, Optional.empty(), link, urgent, mailTo);
    }

    /// The text with its link below.
    String whole() {
        return link.map(url -> text + "\n→ " + url).orElse(text);
    }
}
