package headroom.emulator.soql;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.records.FieldType;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Row;
import headroom.emulator.records.Store;

import io.github.apexdevtools.apexparser.ApexParser;

import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// Searches over the texts of rows: a plain subset of SOSL. Every row is read, no index of words is
/// kept. Lives for one call.
public final class Searches {
    private static final int ROWS_MAX = 2_000;

    private final Store store;
    private final Viewer viewer;

    /// Searches as one user may make them.
    public Searches(Store store, Viewer viewer) {
        this.store = store;
        this.viewer = viewer;
    }

    /// The rows found of one object, and how they are shown.
    public record Found(Query query, List<Row> rows) {}

    /// One object to search in.
    ///
    /// @param fields to show, as a select list; `Id` if empty
    /// @param clauses what follows FROM: WHERE, ORDER BY, LIMIT; may be empty
    public record Target(String type, String fields, String clauses) {}

    /// Runs `FIND {term} IN … FIELDS RETURNING …`.
    public List<Found> search(String sosl, Instant now) {
        try {
            var open = sosl.indexOf('{');
            var close = end(sosl, open);
            if (open < 0
                    || close < 0
                    || !sosl.substring(0, open).strip().equalsIgnoreCase("find")) {
                throw malformed("a search begins with FIND {…}");
            }
            var term = sosl.substring(open + 1, close).replaceAll("\\\\(.)", "$1");
            var rest = " ".repeat(close + 1) + sosl.substring(close + 1);
            return run(term, rest, SoqlParser.search(rest), now);
        } catch (ApiFailure e) {
            if (e.code().equals("MALFORMED_QUERY")) {
                throw malformed(e.message());
            }
            throw e;
        }
    }

    private static ApiFailure malformed(String message) {
        return new ApiFailure(400, "MALFORMED_SEARCH", message);
    }

    private static int end(String sosl, int open) {
        for (var i = open + 1; open >= 0 && i < sosl.length(); i++) {
            if (sosl.charAt(i) == '\\') {
                i++;
            } else if (sosl.charAt(i) == '}') {
                return i;
            }
        }
        return -1;
    }

    private List<Found> run(
            String term, String text, ApexParser.SoslClausesContext clauses, Instant now) {
        if (!clauses.soslWithClause().isEmpty()) {
            throw ApiFailure.notServed("SOSL WITH");
        }
        var group =
                clauses.searchGroup() == null ? "ALL" : clauses.searchGroup().getStart().getText();
        var targets = new ArrayList<Target>();
        collect(targets, text, clauses.fieldSpecList());
        var limit = SoqlClauses.limit(clauses.limitClause());
        return search(term, group, targets, limit < 0 ? ROWS_MAX : limit, now);
    }

    private static void collect(
            List<Target> targets, String text, ApexParser.@Nullable FieldSpecListContext list) {
        if (list == null) {
            return;
        }
        var spec = list.fieldSpec();
        var fields = spec.fieldList() == null ? "" : cut(text, spec.fieldList());
        var clauses = "";
        if (spec.fieldList() != null) {
            var from = spec.fieldList().getStop().getStopIndex() + 1;
            clauses = text.substring(from, spec.getStop().getStartIndex());
        }
        targets.add(new Target(spec.soslId(0).getText(), fields, clauses));
        list.fieldSpecList().forEach(more -> collect(targets, text, more));
    }

    private static String cut(String text, ParserRuleContext part) {
        return text.substring(part.getStart().getStartIndex(), part.getStop().getStopIndex() + 1);
    }

    /// Runs a search given in parts.
    ///
    /// @param group `ALL`, `NAME`, `EMAIL`, `PHONE` or `SIDEBAR`
    /// @param targets every object that can be searched if empty
    public List<Found> search(
            String term, String group, List<Target> targets, int limit, Instant now) {
        var wanted = SearchTerm.parse(term);
        var left = Math.min(limit, ROWS_MAX);
        var found = new ArrayList<Found>();
        for (var target : targets.isEmpty() ? everywhere() : targets) {
            var query = bind(target, now);
            var rows = query.run(holds(query.type(), group, wanted));
            var kept = rows.subList(0, Math.min(left, rows.size()));
            left -= kept.size();
            found.add(new Found(query, List.copyOf(kept)));
        }
        return found;
    }

    private List<Target> everywhere() {
        return store.schema().all().stream()
                .filter(type -> type.is(ObjectType.Trait.SEARCH) && viewer.sees(type))
                .map(type -> new Target(type.name(), "", ""))
                .toList();
    }

    private Query bind(Target target, Instant now) {
        var fields = target.fields().isBlank() ? "Id" : target.fields();
        var text = "SELECT " + fields + " FROM " + target.type() + " " + target.clauses();
        var query = Query.bind(store, SoqlParser.parse(text), false, now, viewer);
        if (query.isCount() || query.isGrouped() || query.projection().hasChildren()) {
            throw malformed("a search returns fields of rows only");
        }
        return query;
    }

    private Predicate<Row> holds(ObjectType type, String group, SearchTerm term) {
        var places = new ArrayList<Integer>();
        for (var place = 0; place < type.fields().size(); place++) {
            if (viewer.sees(type, place)
                    && isSearched(type, place, group.toUpperCase(Locale.ROOT))) {
                places.add(place);
            }
        }
        return row -> {
            var texts = new ArrayList<String>();
            for (var place : places) {
                if (row.value(place) instanceof String text) {
                    texts.add(text);
                }
            }
            return term.matches(texts);
        };
    }

    private static boolean isSearched(ObjectType type, int place, String group) {
        var field = type.field(place);
        return switch (group) {
            case "EMAIL" -> field.type() == FieldType.EMAIL;
            case "PHONE" -> field.type() == FieldType.PHONE;
            case "NAME", "SIDEBAR" -> place == type.namePlace() || field.name().equals("Name");
            case "ALL" -> field.type().isText();
            default -> throw malformed("unknown search group: " + group);
        };
    }
}
