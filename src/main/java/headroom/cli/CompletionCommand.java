package headroom.cli;

import org.jspecify.annotations.Nullable;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Objects;
import java.util.concurrent.Callable;

/// Prints the script that makes a shell complete this program's words.
@Command(
        name = "completion",
        description = {
            "Print a completion script for your shell.",
            "",
            "  bash: eval \"$(headroom completion bash)\" in ~/.bashrc",
            "  zsh:  eval \"$(headroom completion zsh)\" in ~/.zshrc, after compinit"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "SHELL",
            defaultValue = "bash",
            description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.bash;

    /// Set by picocli before `call`.
    @Spec private @Nullable CommandSpec spec;

    /// In lower case as people type them.
    @SuppressWarnings("MemberName") // picocli shows the constants' names as the words to type
    enum Shell {
        bash,
        zsh
    }

    CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var program = Objects.requireNonNull(spec).parent().commandLine();
        surroundings.out().println("# words for " + shell + ", by headroom completion " + shell);
        surroundings.out().print(AutoComplete.bash("headroom", program));
        return ExitCodes.OK;
    }
}
