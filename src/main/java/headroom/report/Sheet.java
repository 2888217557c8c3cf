package headroom.report;

import java.util.List;

/// A report: what it is about, its tables, what to know about them. The terminal, JSON, CSV and
/// HTML all show this one. Immutable.
///
/// @param name as the command line says it
/// @param lead sentences before the tables
/// @param notes sentences after them
public record Sheet(
        String name, String title, List<String> lead, List<Section> sections, List<String> notes) {
    public Sheet {
        lead = List.copyOf(lead);
        sections = List.copyOf(sections);
        notes = List.copyOf(notes);
    }

    /// A table.
    ///
    /// @param name one word, for programs
    /// @param rows cells of the kinds that the columns say
    public record Section(
            String name, String title, List<Column> columns, List<List<Object>> rows) {
        public Section {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /// What a cell holds.
    public enum Kind {
        /// A String.
        WORDS,
        /// A String that may be long; where there is no room for it, it stands below its row.
        SENTENCE,
        /// A String that is the point of its row: columns after it go before it is cut.
        PHRASE,
        /// A Long.
        COUNT,
        /// A Double of 0 to 1.
        SHARE
    }

    /// A column and what its cells hold.
    ///
    /// @param name for programs
    /// @param title for people
    public record Column(String name, String title, Kind kind) {
        static Column words(String name, String title) {
            return new Column(name, title, Kind.WORDS);
        }

        static Column sentence(String name, String title) {
            return new Column(name, title, Kind.SENTENCE);
        }

        static Column phrase(String name, String title) {
            return new Column(name, title, Kind.PHRASE);
        }

        /// Whether people read it as words, from left to right.
        public boolean isText() {
            return kind == Kind.WORDS || kind == Kind.SENTENCE || kind == Kind.PHRASE;
        }

        static Column count(String name, String title) {
            return new Column(name, title, Kind.COUNT);
        }

        static Column share(String name, String title) {
            return new Column(name, title, Kind.SHARE);
        }
    }
}
