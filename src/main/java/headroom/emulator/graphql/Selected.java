package headroom.emulator.graphql;

import graphql.language.Argument;
import graphql.language.SelectionSet;
import graphql.language.SourceLocation;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A field asked for: under which key, with which arguments, and what of it. Fields of one key are
/// one.
record Selected(
        String key,
        String name,
        List<Argument> arguments,
        List<SelectionSet> sets,
        @Nullable SourceLocation at) {}
