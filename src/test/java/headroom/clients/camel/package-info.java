/// Rows as Camel's code generator writes them for an org.
package headroom.clients.camel;
