package headroom.emulator.yaml;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;

import headroom.emulator.org.Seeds;
import headroom.emulator.org.Seeds.SeedRow;
import headroom.emulator.records.ObjectType;
import headroom.emulator.records.Schema;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the rows an org begins with: written here, in CSV files beside it, or made up.
final class DataReader {
    private static final int GENERATED_MAX = 2_000_000;

    private final Schema schema;
    private final Path folder;
    private final List<SeedRow> rows = new ArrayList<>();
    private final Map<ObjectType, Integer> generated = new LinkedHashMap<>();

    DataReader(Schema schema, Path folder) {
        this.schema = schema;
        this.folder = folder;
    }

    Seeds read(Section file) {
        var data = file.section("data", "`data`");
        if (data == null) {
            return Seeds.NONE;
        }
        var seed = data.whole("seed", 1);
        var generate = data.section("generate", "`generate`");
        if (generate != null) {
            for (var name : generate.all().keySet()) {
                var count = generate.whole(name, 0);
                var type = type(generate, name);
                if (count < 0 || count > GENERATED_MAX) {
                    generate.report(name, "between 0 and " + GENERATED_MAX + " rows");
                } else if (type != null) {
                    generated.put(type, count);
                }
            }
        }
        var given = data.section("rows", "`rows`");
        if (given != null) {
            given.all().keySet().forEach(name -> inline(given, name));
        }
        var csv = data.section("csv", "`csv`");
        if (csv != null) {
            csv.all().keySet().forEach(name -> table(csv, name));
        }
        data.finish();
        return new Seeds(seed, rows, generated);
    }

    private @org.jspecify.annotations.Nullable ObjectType type(Section section, String name) {
        var type = schema.find(name);
        if (type == null) {
            var known = schema.all().stream().map(Object::toString).toList();
            section.report(name, "no object `" + name + "`" + NearestWord.hint(name, known));
        }
        return type;
    }

    private void inline(Section section, String name) {
        var type = type(section, name);
        for (var row : section.sections(name, "row")) {
            if (type != null) {
                var line = row.place().getStartMark().map(it -> it.getLine() + 1).orElse(0);
                rows.add(new SeedRow(type, row.plain(), "line " + line));
            }
        }
    }

    /// A CSV file's columns are fields; `Account.Number__c` names a parent by its external id.
    private void table(Section section, String name) {
        var type = type(section, name);
        var file = folder.resolve(section.text(name, ""));
        if (type == null) {
            return;
        }
        try (var records = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (var record : records) {
                rows.add(
                        new SeedRow(
                                type,
                                values(record),
                                file + ", line " + record.getStartingLineNumber()));
            }
        } catch (IOException | RuntimeException e) {
            section.report(name, "cannot read " + file + ": " + e.getMessage());
        }
    }

    private static Map<String, Object> values(NamedCsvRecord record) {
        var values = new LinkedHashMap<String, Object>();
        for (var column : record.getHeader()) {
            var text = record.getField(column);
            var dot = column.indexOf('.');
            if (text.isEmpty()) {
                continue;
            }
            if (dot < 0) {
                values.put(column, text);
            } else {
                values.put(column.substring(0, dot), Map.of(column.substring(dot + 1), text));
            }
        }
        return values;
    }
}
