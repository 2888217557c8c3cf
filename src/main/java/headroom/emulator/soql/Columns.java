package headroom.emulator.soql;

import headroom.emulator.records.Row;
import headroom.emulator.records.Store;
import headroom.emulator.records.Values;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A projection laid flat, as Bulk's CSV needs it: one column per field, parents by their paths.
record Columns(Store store, Projection projection) {

    static List<String> names(Projection projection) {
        var names = new ArrayList<String>();
        addNames(names, "", projection);
        return List.copyOf(names);
    }

    private static void addNames(List<String> names, String prefix, Projection projection) {
        for (var entry : projection.entries()) {
            switch (entry) {
                case Projection.Leaf leaf -> names.add(prefix + leaf.name());
                case Projection.Branch branch ->
                        addNames(names, prefix + branch.name() + ".", branch.projection());
            }
        }
    }

    List<String> cells(Row row) {
        var cells = new ArrayList<String>();
        addCells(cells, row, projection);
        return cells;
    }

    private void addCells(List<String> cells, @Nullable Row row, Projection shown) {
        for (var entry : shown.entries()) {
            switch (entry) {
                case Projection.Leaf leaf -> {
                    var value = row == null ? null : row.value(leaf.place());
                    cells.add(value == null ? "" : Values.soapText(value));
                }
                case Projection.Branch branch -> {
                    var id = row == null ? null : row.value(branch.place());
                    var parent = id == null ? null : store.find(String.valueOf(id));
                    addCells(cells, parent, branch.projection());
                }
            }
        }
    }
}
