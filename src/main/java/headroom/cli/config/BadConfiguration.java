package headroom.cli.config;

import java.util.List;
import java.util.stream.Collectors;

/// A configuration file that cannot be used, with everything that is wrong with it.
public final class BadConfiguration extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final transient List<Problem> problems;

    public BadConfiguration(String file, List<Problem> problems) {
        super(
                problems.stream()
                        .map(problem -> problem.at(file))
                        .collect(Collectors.joining(System.lineSeparator())));
        this.file = file;
        this.problems = List.copyOf(problems);
    }

    public String file() {
        return file;
    }

    public List<Problem> problems() {
        return problems;
    }
}
