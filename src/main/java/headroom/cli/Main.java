package headroom.cli;

/// The program's entry.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var stop = Stop.bySignal();
        var exitCode = Program.run(Surroundings.ofProcess(stop), arguments);
        System.out.flush();
        stop.ended(exitCode);
        System.exit(exitCode);
    }
}
