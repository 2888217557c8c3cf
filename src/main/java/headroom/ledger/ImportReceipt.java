package headroom.ledger;

/// What became of an imported file.
///
/// @param calls calls in the file
/// @param booked calls that were new to the ledger
/// @param charges what the booked ones were charged
/// @param known calls the ledger had already, metered or from another file
/// @param repeated whether the same content had been booked before; the figures are of that time
public record ImportReceipt(int calls, int booked, long charges, int known, boolean repeated) {}
