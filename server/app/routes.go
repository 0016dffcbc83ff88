package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
	"path"
	"time"

	"connectrpc.com/connect"
	connectcors "connectrpc.com/cors"
	"connectrpc.com/grpchealth"
	"connectrpc.com/grpcreflect"
	"github.com/rs/cors"

	"playhouse/server/library"
	"playhouse/server/rpc"
)

// routes is everything on the public port.
func (a *App) routes(edge *rpc.Edge, services []rpc.Service, page http.Handler) (http.Handler, error) {
	mux := http.NewServeMux()
	if err := edge.Mount(mux, services...); err != nil {
		return nil, err
	}
	var names []string
	for _, s := range services {
		names = append(names, s.Path[1:len(s.Path)-1])
	}
	short := connect.WithReadMaxBytes(rpc.BodyMost) // anybody may call these
	mux.Handle(grpchealth.NewHandler(health{Checker: grpchealth.NewStaticChecker(names...), app: a}, short))
	reflector := grpcreflect.NewStaticReflector(names...)
	mux.Handle(grpcreflect.NewHandlerV1(reflector, short))
	mux.Handle(grpcreflect.NewHandlerV1Alpha(reflector, short))
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", a.ready)
	mux.Handle("/", page)
	guarded, err := a.crossOrigin(mux)
	if err != nil {
		return nil, err
	}
	trusted, err := proxies(a.config.TrustedProxies)
	if err != nil {
		return nil, err
	}
	return bounded(patient(behindProxies(trusted, a.secured(guarded))), services), nil
}

// envelope is what a protocol puts around a message.
const envelope = 4 << 10

// bounded bounds what is read of any request: a message of the size that its
// service takes.
func bounded(next http.Handler, services []rpc.Service) http.Handler {
	most := map[string]int64{library.UploadsPath: rpc.UploadMost}
	for _, s := range services {
		most[s.Path] = cmp.Or(s.Body, rpc.BodyMost)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		service, _ := path.Split(r.URL.Path)
		limited := *r
		limited.Body = http.MaxBytesReader(w, r.Body, cmp.Or(most[service], rpc.BodyMost)+envelope)
		next.ServeHTTP(w, &limited)
	})
}

// health answers NOT_SERVING while the server goes down.
type health struct {
	grpchealth.Checker
	app *App
}

func (h health) Check(ctx context.Context, r *grpchealth.CheckRequest) (*grpchealth.CheckResponse, error) {
	answer, err := h.Checker.Check(ctx, r)
	if err == nil && h.app.draining.Load() {
		answer.Status = grpchealth.StatusNotServing
	}
	return answer, err
}

// ready is 200 when calls can be answered.
func (a *App) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	err := a.Store.Ping(ctx)
	if a.draining.Load() {
		err = errors.New("going down")
	}
	if err != nil {
		http.Error(w, "not ready: "+err.Error(), http.StatusServiceUnavailable)
		return
	}
	_, _ = fmt.Fprintln(w, "ok")
}

// crossOrigin lets the pages of the configured origins call, and nobody else's
// page change anything.
func (a *App) crossOrigin(h http.Handler) (http.Handler, error) {
	protection := http.NewCrossOriginProtection()
	for _, origin := range a.config.Origins {
		if err := protection.AddTrustedOrigin(origin); err != nil {
			return nil, fmt.Errorf("--origin %q is not an origin: use https://HOST (%w)", origin, err)
		}
	}
	h = protection.Handler(h)
	if len(a.config.Origins) == 0 {
		return h, nil
	}
	return cors.New(cors.Options{
		AllowedOrigins: a.config.Origins, AllowCredentials: true,
		AllowedMethods: append(connectcors.AllowedMethods(), http.MethodHead, http.MethodPut),
		AllowedHeaders: append(connectcors.AllowedHeaders(), "Authorization", "Content-Range"),
		ExposedHeaders: append(connectcors.ExposedHeaders(), rpc.UploadOffset),
	}).Handler(h), nil
}

// securityHeaders are on every answer, beside the content policy.
var securityHeaders = map[string]string{
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "same-origin",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy":           "camera=(), geolocation=(), microphone=()",
}

func (a *App) secured(h http.Handler) http.Handler {
	images, _ := imageSources(a.config.ImageHosts) // checked at the start
	policy := contentPolicy(images)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range securityHeaders {
			w.Header().Set(name, value)
		}
		w.Header().Set("Content-Security-Policy", policy)
		if a.config.secure() {
			w.Header().Set("Strict-Transport-Security", "max-age=63072000")
		}
		h.ServeHTTP(w, r)
	})
}

// serveOps opens metrics and profiles on the loopback address.
func (a *App) serveOps(ctx context.Context) error {
	if a.config.OpsListen == "off" || a.config.OpsListen == "" {
		return nil
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", a.config.OpsListen)
	if err != nil {
		return fmt.Errorf("cannot listen on %s for metrics: choose another address with --ops-listen, or off (%w)", a.config.OpsListen, err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", a.metrics.Handler())
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	a.ops = &http.Server{Handler: mux, ReadHeaderTimeout: readWithin}
	go func() {
		if err := a.ops.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			a.logger.Warn("metrics", "err", err)
		}
	}()
	return nil
}
