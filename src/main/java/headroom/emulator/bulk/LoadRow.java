package headroom.emulator.bulk;

import headroom.emulator.records.Draft;
import headroom.emulator.records.Operation;
import headroom.emulator.records.Saved;

import java.util.List;

/// One row of a load as it was understood: to be written, or already known to fail.
///
/// @param cells as they came; empty where nobody wants them back
public record LoadRow(List<String> cells, Intent intent) {

    /// What is to become of a row.
    public sealed interface Intent {}

    /// To be written so; an upsert by `Id` without one inserts.
    public record Write(Operation operation, Draft draft) implements Intent {}

    /// Not to be written.
    public record Refused(Saved.Problem problem) implements Intent {}
}
