/// Real clients, unmodified, against the emulator: each works once straight at the org and once
/// through the gateway, and has to see the same.
package headroom.clients;
