package headroom.gateway;

import headroom.ledger.Ledger;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.EventExecutor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The gateway: Salesforce clients on one side, configured orgs on the other, every call metered.
///
/// Each event loop is a lane of its own with its own connections to the orgs, so that a call never
/// changes threads but to wait for the ledger. Thread-safe.
public final class Gateway implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final long QUIET_MILLIS = 20;

    final GatewayOptions options;
    final Ledger ledger;
    final InstantSource clock;
    final Transport transport = Transport.best();
    final Counts counts = new Counts();
    final Router router;
    final Steps steps;
    final TokenBook tokens;
    final PublicUrl publicUrl;
    private final byte[] tokenKey;
    private final byte[] markKey = ReadMark.key();
    private final EventLoopGroup loops;
    private final Map<EventLoop, Lane> lanes = new HashMap<>();
    private final List<Channel> listening = new ArrayList<>();
    private final Optional<SslContext> tls;
    private volatile boolean draining;

    private Gateway(GatewayOptions options, Ledger ledger, InstantSource clock) throws IOException {
        this.options = options;
        this.ledger = ledger;
        this.clock = clock;
        this.tokenKey = TokenHash.key(options.tokenKey());
        this.tokens = new TokenBook(ledger, clock);
        this.steps =
                new Steps(
                        new Identify(options.integrations(), tokens),
                        Admit.ALWAYS,
                        Economise.NOTHING);
        this.publicUrl = new PublicUrl(options);
        var orgs = new ArrayList<Org>();
        for (var route : options.orgs()) {
            orgs.add(Org.of(route, ledger));
        }
        this.router = new Router(orgs, options.integrations());
        this.tls = tls(options.listen());
        this.loops = new MultiThreadIoEventLoopGroup(lanesWanted(), transport.handlers());
    }

    /// Starts listening.
    ///
    /// @param orgClock the orgs' time, which dates every charge; network timers keep to real time
    /// @throws IOException when the address is taken, or a certificate or the token key is unusable
    public static Gateway start(GatewayOptions options, Ledger ledger, InstantSource orgClock)
            throws IOException {
        var gateway = new Gateway(options, ledger, orgClock);
        try {
            gateway.open();
            return gateway;
        } catch (IOException | RuntimeException e) {
            gateway.loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw e;
        }
    }

    private void open() throws IOException {
        for (EventExecutor executor : loops) {
            var loop = (EventLoop) executor;
            lanes.put(loop, new Lane(loop, this));
        }
        var address = new InetSocketAddress(options.listen().host(), options.listen().port());
        var bound =
                new ServerBootstrap()
                        .group(loops)
                        .channel(transport.listening)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(new Accept())
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var where = options.listen().host() + ":" + options.listen().port();
            throw new IOException(
                    "cannot listen on " + where + ": " + bound.cause().getMessage(), bound.cause());
        }
        listening.add(bound.channel());
    }

    private final class Accept extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            var lane = lanes.get(channel.eventLoop());
            if (lane == null) {
                throw new IllegalStateException("a connection on a loop without a lane");
            }
            tls.ifPresent(
                    context -> channel.pipeline().addLast(context.newHandler(channel.alloc())));
            var encoder = Codec.addServer(channel.pipeline(), options.limits());
            channel.pipeline().addLast(new ClientConnection(lane, encoder));
        }
    }

    public int port() {
        return ((InetSocketAddress) listening.getFirst().localAddress()).getPort();
    }

    public GatewayFigures figures() {
        return counts.figures();
    }

    /// Takes no new connections and lets the calls under way end, for at most this long.
    public void drain(Duration limit) {
        draining = true;
        listening.forEach(channel -> channel.close().awaitUninterruptibly());
        var end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            lanes.values().forEach(lane -> lane.loop.execute(lane::closeIdle));
            if (counts.inFlight() == 0) {
                break;
            }
            try {
                Thread.sleep(QUIET_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// Cuts whatever is still under way; `drain` first.
    @Override
    public void close() {
        if (loops.isShuttingDown()) {
            return;
        }
        draining = true;
        listening.forEach(channel -> channel.close().awaitUninterruptibly());
        lanes.values().forEach(lane -> lane.loop.submit(lane::cutClients).awaitUninterruptibly());
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    boolean isDraining() {
        return draining;
    }

    boolean admitConnection() {
        if (counts.clientConnections.incrementAndGet() > options.limits().clientConnectionsMax()) {
            counts.clientConnections.decrementAndGet();
            return false;
        }
        return true;
    }

    void connectionClosed() {
        counts.clientConnections.decrementAndGet();
    }

    int laneCount() {
        return lanesWanted();
    }

    byte[] markKey() {
        return markKey.clone();
    }

    byte[] tokenKey() {
        return tokenKey.clone();
    }

    /// One core is left to the ledger's writer, for which every call waits twice.
    private static int lanesWanted() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    private static Optional<SslContext> tls(GatewayOptions.Listen listen) throws IOException {
        if (listen.tls().isEmpty()) {
            return Optional.empty();
        }
        var identity = listen.tls().get();
        try {
            return Optional.of(
                    SslContextBuilder.forServer(
                                    identity.certificate().toFile(), identity.key().toFile())
                            .protocols("TLSv1.3", "TLSv1.2")
                            .build());
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "the TLS certificate "
                            + identity.certificate()
                            + " or its key "
                            + identity.key()
                            + " cannot be used: both must be PEM files that belong together",
                    e);
        }
    }
}
