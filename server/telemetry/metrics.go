package telemetry

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics counts what operators want to see. A session's id is never a label.
type Metrics struct {
	registry    *prometheus.Registry
	calls       *prometheus.HistogramVec
	commands    *prometheus.CounterVec
	conflicts   *prometheus.CounterVec
	replays     *prometheus.CounterVec
	fanOut      *prometheus.HistogramVec
	quarantined *prometheus.CounterVec
}

// NewMetrics makes the metrics. loaded tells how many sessions are in memory and
// how many streams are open.
func NewMetrics(loaded func() (sessions, watchers int)) *Metrics {
	game := []string{"game"}
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		calls: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "game_command_duration_seconds", Help: "How long calls took, streams included.",
			Buckets: prometheus.ExponentialBuckets(0.0005, 2, 14), //nolint:mnd // 0.5 ms to 4 s
		}, []string{"procedure", "code"}),
		commands: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "game_commands_total", Help: "Commands decided, by game.",
		}, game),
		conflicts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "game_append_conflicts_total", Help: "Appends that lost a race to another node.",
		}, game),
		replays: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "game_idempotent_replays_total", Help: "Commands answered from the log: the caller had sent them before.",
		}, game),
		fanOut: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "game_fanout_delay_seconds", Help: "From the command's time to the send to a watcher.",
			Buckets: prometheus.ExponentialBuckets(0.0005, 2, 14), //nolint:mnd // 0.5 ms to 4 s
		}, game),
		quarantined: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "game_sessions_quarantined_total", Help: "Sessions whose log could not be folded.",
		}, game),
	}
	m.registry.MustRegister(
		m.calls, m.commands, m.conflicts, m.replays, m.fanOut, m.quarantined,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "game_sessions_loaded", Help: "Sessions in memory."}, func() float64 {
			sessions, _ := loaded()
			return float64(sessions)
		}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "game_watchers", Help: "Open live streams."}, func() float64 {
			_, watchers := loaded()
			return float64(watchers)
		}),
	)
	return m
}

// Handler serves the metrics in Prometheus' format.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// Called counts a finished call.
func (m *Metrics) Called(procedure, code string, took time.Duration) {
	m.calls.WithLabelValues(procedure, code).Observe(took.Seconds())
}

// Command counts a decided command.
func (m *Metrics) Command(game string, conflicts int, replayed bool) {
	m.commands.WithLabelValues(game).Inc()
	if conflicts > 0 {
		m.conflicts.WithLabelValues(game).Add(float64(conflicts))
	}
	if replayed {
		m.replays.WithLabelValues(game).Inc()
	}
}

// Delivered counts an update sent to a watcher.
func (m *Metrics) Delivered(game string, lag time.Duration) {
	m.fanOut.WithLabelValues(game).Observe(lag.Seconds())
}

// Quarantined counts a session whose log could not be folded.
func (m *Metrics) Quarantined(game string) { m.quarantined.WithLabelValues(game).Inc() }
