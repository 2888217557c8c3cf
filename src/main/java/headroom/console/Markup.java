package headroom.console;

/// HTML being written. What is not our own markup goes through `text`, which escapes it, whatever
/// it holds. One-owner.
final class Markup {
    private final StringBuilder html = new StringBuilder();

    /// Our own markup, as it stands: never a name or a word from elsewhere.
    Markup own(String markup) {
        html.append(markup);
        return this;
    }

    Markup text(String text) {
        html.append(Html.escape(text));
        return this;
    }

    /// An element of our own with a text in it, such as `element("td class=\"why\"", reason)`.
    Markup element(String open, String text) {
        var name = open.indexOf(' ') < 0 ? open : open.substring(0, open.indexOf(' '));
        return own("<").own(open).own(">").text(text).own("</").own(name).own(">");
    }

    Markup link(String address, String words) {
        return own("<a href=\"").text(address).own("\">").text(words).own("</a>");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
