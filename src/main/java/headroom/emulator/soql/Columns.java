package headroom.emulator.soql;

import headroom.emulator.records.Row;
import headroom.emulator.records.Store;
import headroom.emulator.records.Values;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A projection laid flat, as Bulk's CSV needs it: one column per field, parents by their paths.
/// What has rows of its own or depends on a parent's type has no column.
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
                case Projection.Computed computed -> names.add(prefix + computed.name());
                case Projection.Branch branch ->
                        addNames(names, prefix + branch.name() + ".", branch.projection());
                case Projection.TypeOf _, Projection.Children _ -> {}
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
                case Projection.Leaf leaf ->
                        cells.add(row == null ? "" : text(shown.value(row, leaf)));
                case Projection.Computed computed ->
                        cells.add(row == null ? "" : text(computed.reader().apply(row)));
                case Projection.Branch branch ->
                        addCells(
                                cells,
                                row == null ? null : shown.parent(store, row, branch),
                                branch.projection());
                case Projection.TypeOf _, Projection.Children _ -> {}
            }
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : Values.soapText(value);
    }
}
