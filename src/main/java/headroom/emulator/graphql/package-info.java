/// Queries in GraphQL: record connections below `uiapi { query }`, answered by the SOQL engine.
///
/// The library parses; names are bound to the org's schema here, filters become SOQL. Mutations,
/// aggregates and introspection are not served and say so in GraphQL's own form.
@NullMarked
package headroom.emulator.graphql;

import org.jspecify.annotations.NullMarked;
