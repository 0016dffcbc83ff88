package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"playhouse/server/blob"
	"playhouse/server/bus"
	"playhouse/server/identity"
	"playhouse/server/leaderboard"
	"playhouse/server/postgres"
	"playhouse/server/rpc"
	"playhouse/server/save"
	"playhouse/server/script"
	"playhouse/server/session"
	"playhouse/server/store"
	"playhouse/server/telemetry"
	"playhouse/server/worlds/keeper"
)

// App is a running server.
type App struct {
	// URL is how this machine reaches it.
	URL string
	// Runtime, Store and Identity are for programs that drive the server from
	// within: benchmarks and tests.
	Runtime  *session.Runtime
	Store    *store.Store
	Identity *identity.Service

	config   Config
	logger   *slog.Logger
	postgres *postgres.Server
	bus      *bus.NATS // nil when this is the only node
	files    *blob.Store
	scripts  *script.Pool
	worlds   *keeper.Keeper
	metrics  *telemetry.Metrics
	server   *http.Server
	ops      *http.Server
	draining atomic.Bool

	// background is what runs until stopGuard: it needs the store.
	background sync.WaitGroup
	stopGuard  context.CancelFunc
	later      func(work func(context.Context)) // carries out what outlasts a call
	failed     chan error
}

const (
	stopWithin = 8 * time.Second
	readWithin = 5 * time.Second
)

// Run starts a server and returns when it answers. Close ends it.
func Run(ctx context.Context, c Config, logger *slog.Logger) (_ *App, err error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	a := &App{config: c, logger: logger, failed: make(chan error, 1)}
	defer func() {
		if err != nil {
			a.Close()
		}
	}()
	// The address first: it is the likeliest to be wrong, and the quickest to
	// tell.
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: choose another address with --listen (%w)", c.Listen, err)
	}
	if err := a.openStore(ctx); err != nil {
		_ = listener.Close()
		return nil, err
	}
	handler, err := a.compose(ctx)
	if err != nil {
		_ = listener.Close()
		return nil, err
	}
	a.serve(listener, handler)
	return a, a.serveOps(ctx)
}

// openStore starts the embedded Postgres, unless another is named, and opens it.
func (a *App) openStore(ctx context.Context) error {
	address := a.config.DatabaseURL
	if address == "" {
		pg, err := postgres.Start(ctx, a.config.embedded(a.logger))
		if err != nil {
			if errors.Is(err, postgres.ErrInUse) {
				return fmt.Errorf("%w: stop that server, or give this one another folder with --data-dir", err)
			}
			return fmt.Errorf("embedded database: %w", err)
		}
		a.postgres, address = pg, pg.URL()
		go a.watchPostgres(pg)
	}
	s, err := store.Open(ctx, address, a.logger)
	if err != nil {
		return err
	}
	a.Store = s
	return nil
}

// embedded is the database that comes along.
func (c *Config) embedded(logger *slog.Logger) postgres.Config {
	return postgres.Config{
		DataDir: filepath.Join(c.DataDir, "postgres"), BinDir: c.PostgresBin, Logger: logger,
		NodeModules: []string{"clients/node_modules", filepath.Join(c.DataDir, "node_modules")},
	}
}

// watchPostgres ends the server when its database dies: a host's supervisor
// starts both anew, and nothing that was answered is lost.
func (a *App) watchPostgres(pg *postgres.Server) {
	<-pg.Done()
	if err := pg.Err(); err != nil {
		a.fail(fmt.Errorf("embedded database ended: %w", err))
	}
}

func (a *App) fail(err error) {
	select {
	case a.failed <- err:
	default:
	}
}

// DatabaseURL is the address of the database in use.
func (a *App) DatabaseURL() string {
	if a.postgres != nil {
		return a.postgres.URL()
	}
	return a.config.DatabaseURL
}

// Failed tells why the server cannot go on.
func (a *App) Failed() <-chan error { return a.failed }

// compose makes everything between the store and the socket.
func (a *App) compose(ctx context.Context) (http.Handler, error) {
	id, err := identity.New(ctx, a.Store, time.Now)
	if err != nil {
		return nil, fmt.Errorf("identity: %w", err)
	}
	a.Identity = id
	guard, stop := context.WithCancel(context.WithoutCancel(ctx))
	a.stopGuard = stop
	a.later = func(work func(context.Context)) { a.background.Go(func() { work(guard) }) }
	go id.Guard(guard)
	between, err := a.joinBus()
	if err != nil {
		return nil, err
	}
	a.metrics = telemetry.NewMetrics(func() (int, int) { return a.Runtime.Loaded() })
	a.Runtime = session.NewRuntime(session.Config{
		Log: a.Store, Index: a.Store, Bus: between, Logger: a.logger, Observe: a.metrics,
		BotPause: a.config.BotPause, AbsentAfter: a.config.AbsentAfter,
	})
	edge, err := rpc.NewEdge(id, a.logger, a.metrics, a.config.Unlimited)
	if err != nil {
		return nil, err
	}
	clerk := &leaderboard.Clerk{Judge: a.Runtime, Store: a.Store, Logger: a.logger}
	a.background.Go(func() { clerk.Run(guard) })
	files, err := a.openLibrary(ctx, guard)
	if err != nil {
		return nil, err
	}
	games, err := a.games(ctx, edge, files)
	if err != nil {
		return nil, err
	}
	providers, err := a.config.providers()
	if err != nil {
		return nil, err
	}
	options := edge.Options()
	services := []rpc.Service{
		rpc.Identity(rpc.Accounts{Identity: id, Secure: a.config.secure(), Providers: providers, Logger: a.logger}, options...),
		rpc.Sessions(a.Runtime, a.Store, options...),
		rpc.Saves(&save.Service{Runtime: a.Runtime, Store: a.Store, Signer: id, Now: time.Now}, options...),
		rpc.Leaderboards(a.Store, options...),
	}
	var art []fs.FS
	for _, g := range games {
		services = append(services, g.services...)
		if g.art != nil {
			art = append(art, g.art)
		}
	}
	page, err := newPage(art)
	if err != nil {
		return nil, err
	}
	return a.routes(edge, services, page)
}

// joinBus is how this node hears of others: NATS, or nobody.
func (a *App) joinBus() (session.Bus, error) {
	if a.config.NATSURL == "" {
		return &bus.Local{}, nil
	}
	joined, err := bus.Dial(a.config.NATSURL, a.logger)
	if err != nil {
		return nil, err
	}
	a.bus = joined
	return joined, nil
}

func (a *App) serve(l net.Listener, h http.Handler) {
	a.server = newServer(h)
	a.server.RegisterOnShutdown(a.worlds.Stop)
	a.server.RegisterOnShutdown(a.Runtime.Stop)
	scheme := "http"
	serve := func() error { return a.server.Serve(l) }
	if a.config.TLSCert != "" {
		scheme = "https"
		serve = func() error { return a.server.ServeTLS(l, a.config.TLSCert, a.config.TLSKey) }
	}
	a.URL = scheme + "://" + reachable(l.Addr())
	go func() {
		if err := serve(); !errors.Is(err, http.ErrServerClosed) {
			a.fail(fmt.Errorf("serve: %w", err))
		}
	}()
}

// newServer speaks HTTP/1.1 and HTTP/2, with and without TLS. There is no
// WriteTimeout: it would end streams; see patient.
func newServer(h http.Handler) *http.Server {
	protocols := &http.Protocols{}
	protocols.SetHTTP1(true)
	protocols.SetHTTP2(true)
	protocols.SetUnencryptedHTTP2(true)
	return &http.Server{
		Handler: h, Protocols: protocols, ReadHeaderTimeout: readWithin, IdleTimeout: 2 * time.Minute, //nolint:mnd // said by the names
		HTTP2: &http.HTTP2Config{MaxConcurrentStreams: 1000, SendPingTimeout: 15 * time.Second, PingTimeout: readWithin},
	}
}

// reachable is an address as this machine's browser may type it.
func reachable(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

// Close ends the server: no new calls, streams end with a hint where to go on,
// running commands finish, then everything is taken down.
func (a *App) Close() {
	a.draining.Store(true)
	ctx, cancel := context.WithTimeout(context.Background(), stopWithin)
	defer cancel()
	if a.server != nil {
		if err := a.server.Shutdown(ctx); err != nil {
			_ = a.server.Close()
		}
	}
	if a.stopGuard != nil {
		a.stopGuard()
	}
	a.background.Wait()
	if a.ops != nil {
		_ = a.ops.Close()
	}
	if a.worlds != nil {
		a.worlds.Close()
	}
	if a.scripts != nil {
		a.scripts.Close()
	}
	if a.Runtime != nil {
		a.Runtime.Close()
	}
	if a.bus != nil {
		a.bus.Close()
	}
	if a.files != nil {
		_ = a.files.Close() // there is nothing left to lose
	}
	if a.Store != nil {
		if err := a.Store.Close(); err != nil {
			a.logger.Warn("close the database", "err", err)
		}
	}
	if a.postgres != nil {
		// A time of its own: calls that outlived theirs must not cost the database
		// its orderly end.
		ctx, cancel := context.WithTimeout(context.Background(), stopWithin)
		defer cancel()
		if err := a.postgres.Stop(ctx); err != nil {
			a.logger.Warn("stop the embedded database", "err", err)
		}
	}
}
