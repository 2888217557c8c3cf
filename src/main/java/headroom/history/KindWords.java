package headroom.history;

import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;

/// Gives logged calls the words that calls have everywhere else. One-owner, as the DuckDB it uses.
final class KindWords {
    private static final int KINDS_MAX = 20_000;

    private KindWords() {}

    private record Written(
            String family, String version, String method, String template, String object) {}

    /// Makes a table that leads from what the log writes to what Headroom says, for all rows of
    /// another; the commonest come first where there are too many.
    static void name(Duck duck, String from, String calls, String to) {
        var kinds = new LogKinds();
        var written =
                duck.list(
                        "select family, version, method, template, object, "
                                + calls
                                + " as calls from "
                                + from
                                + " group by 1, 2, 3, 4, 5 order by 6 desc",
                        row ->
                                new Written(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5)));
        duck.run(
                "create or replace temp table "
                        + to
                        + " (family varchar, version varchar, method varchar, template varchar,"
                        + " object varchar, to_family varchar, to_version varchar, to_resource"
                        + " varchar, to_object varchar, to_operation varchar)");
        duck.fill(
                to,
                rows -> {
                    var count = 0;
                    for (var it : written) {
                        var kind =
                                count++ < KINDS_MAX
                                        ? kinds.kind(
                                                it.family(),
                                                it.version(),
                                                it.method(),
                                                it.template(),
                                                it.object())
                                        : new CallKind(ApiFamily.OTHER, "", "(other)", "", "");
                        Duck.row(
                                rows,
                                it.family(),
                                it.version(),
                                it.method(),
                                it.template(),
                                it.object(),
                                kind.family().name(),
                                kind.version(),
                                kind.resource(),
                                kind.object(),
                                kind.operation());
                    }
                });
    }
}
