package headroom.gateway;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.NoopAddressResolverGroup;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// One event loop's connections to one server of an org: kept alive, bounded, last used first.
///
/// A call gets an idle connection, else a new one while there is room, else waits in a bounded
/// queue. A connection comes back only through `giveBack`, which its owner calls when request and
/// answer have both ended cleanly; in any other case it is closed.
final class OrgPool {
    private final Lane lane;
    private final Origin origin;
    private final Limits limits;
    private final int connectionsMax;
    private final int waitingMax;
    private final ArrayDeque<OrgConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private int open;

    /// Who asks for a connection. Exactly one of the three is called, on the loop.
    interface Asker {
        void connected(OrgConnection connection);

        /// No connection could be made; nothing was sent.
        void unreachable(Throwable cause);

        /// Every connection is taken and the queue is full, or the wait was too long.
        void crowded();

        boolean stillWants();
    }

    private record Waiting(Asker asker, long untilNanos) {}

    OrgPool(Lane lane, Origin origin) {
        this.lane = lane;
        this.origin = origin;
        this.limits = lane.gateway.options.limits();
        var lanes = lane.gateway.laneCount();
        this.connectionsMax = Math.max(1, limits.orgConnectionsMax() / lanes);
        this.waitingMax = limits.waitingCallsMax() / lanes;
    }

    /// @param fresh true to insist on a new connection, as a retry does
    void ask(Asker asker, boolean fresh) {
        if (!fresh) {
            for (var best = idle.pollFirst(); best != null; best = idle.pollFirst()) {
                if (best.isIdle()) {
                    asker.connected(best);
                    return;
                }
                best.close();
            }
        }
        if (open < connectionsMax) {
            connect(asker);
        } else if (waiting.size() < waitingMax) {
            waiting.add(new Waiting(asker, System.nanoTime() + limits.connectionWait().toNanos()));
        } else {
            asker.crowded();
        }
    }

    void giveBack(OrgConnection connection) {
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            if (next.asker.stillWants()) {
                next.asker.connected(connection);
                return;
            }
        }
        idle.addFirst(connection);
    }

    /// A connection of this pool has closed, wherever it was.
    void closed(OrgConnection connection) {
        open--;
        idle.remove(connection);
        serveWaiting();
    }

    void closeIdle() {
        List.copyOf(idle).forEach(OrgConnection::close);
    }

    void sweep(long nowNanos) {
        var idleMax = limits.orgIdleTimeout().toNanos();
        while (!idle.isEmpty() && nowNanos - idle.peekLast().idleSinceNanos() > idleMax) {
            idle.pollLast().close();
        }
        while (!waiting.isEmpty() && nowNanos - waiting.peek().untilNanos > 0) {
            var late = waiting.poll().asker;
            if (late.stillWants()) {
                late.crowded();
            }
        }
    }

    private void serveWaiting() {
        while (open < connectionsMax) {
            var next = waiting.poll();
            if (next == null) {
                return;
            }
            if (next.asker.stillWants()) {
                connect(next.asker);
            }
        }
    }

    private void connect(Asker asker) {
        open++;
        if (origin.egressProxy.isPresent()) {
            var target = InetSocketAddress.createUnresolved(origin.host, origin.port);
            open(List.of(target), 0, asker);
            return;
        }
        // The JDK's resolver blocks, so a virtual thread waits for it; its cache answers the rest.
        Thread.startVirtualThread(() -> {
            try {
                var found = InetAddress.getAllByName(origin.host);
                var addresses = new ArrayList<InetSocketAddress>();
                for (var address : found) {
                    addresses.add(new InetSocketAddress(address, origin.port));
                }
                lane.loop.execute(() -> open(addresses, 0, asker));
            } catch (UnknownHostException e) {
                lane.loop.execute(() -> failed(asker, e));
            }
        });
    }

    private void open(List<InetSocketAddress> addresses, int index, Asker asker) {
        var connection = new OrgConnection(this, limits);
        var bootstrap =
                new Bootstrap()
                        .group(lane.loop)
                        .channel(lane.gateway.transport.connecting)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                Math.toIntExact(limits.connectTimeout().toMillis()))
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        fill(channel, connection);
                                    }
                                });
        if (origin.egressProxy.isPresent()) {
            bootstrap.resolver(NoopAddressResolverGroup.INSTANCE);
        }
        connection.onReady(cause -> {
            if (cause == null) {
                ready(connection, asker);
            } else if (index + 1 < addresses.size() && asker.stillWants()) {
                open(addresses, index + 1, asker);
            } else {
                failed(asker, cause);
            }
        });
        ChannelFuture connecting = bootstrap.connect(addresses.get(index));
        connecting.addListener(done -> connection.connected(done.cause()));
    }

    private void fill(Channel channel, OrgConnection connection) {
        var pipeline = channel.pipeline();
        origin.egressProxy.ifPresent(proxy -> {
            var handler = new HttpProxyHandler(resolved(proxy));
            handler.setConnectTimeoutMillis(limits.connectTimeout().toMillis());
            pipeline.addLast(handler);
        });
        origin.tls.ifPresent(context -> {
            SslHandler handler = context.newHandler(channel.alloc(), origin.host, origin.port);
            handler.setHandshakeTimeoutMillis(limits.connectTimeout().toMillis());
            pipeline.addLast(handler);
        });
        pipeline.addLast(connection.decoder);
        pipeline.addLast(new HttpRequestEncoder());
        pipeline.addLast(connection);
    }

    /// The proxy is named by the operator and is usually an address; a name costs one blocking
    /// look-up per new connection, answered from the JDK's cache after the first.
    private static InetSocketAddress resolved(InetSocketAddress proxy) {
        return new InetSocketAddress(proxy.getHostString(), proxy.getPort());
    }

    private void ready(OrgConnection connection, Asker asker) {
        if (asker.stillWants()) {
            asker.connected(connection);
        } else {
            giveBack(connection);
        }
    }

    private void failed(Asker asker, Throwable cause) {
        open--;
        if (asker.stillWants()) {
            asker.unreachable(cause);
        }
        serveWaiting();
    }

    @Override
    public String toString() {
        return origin.toString();
    }
}
