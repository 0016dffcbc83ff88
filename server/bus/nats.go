package bus

import (
	"fmt"
	"log/slog"
	"time"

	"github.com/nats-io/nats.go"
	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/session"
)

// subject is what all notices are published on. Every node hears all of them: a
// notice is some dozen bytes, and a node cannot know which sessions it will be
// asked for next.
const subject = "playhouse.notices"

// NATS is a bus between nodes.
type NATS struct {
	conn   *nats.Conn
	logger *slog.Logger
}

var _ session.Bus = (*NATS)(nil)

// Dial connects to the NATS servers of a nats:// URL (or several, separated by
// commas). It fails when none answers now; one that is lost later is looked for
// without end, and meanwhile notices are dropped, not kept: they would be old news.
func Dial(url string, logger *slog.Logger) (*NATS, error) {
	conn, err := nats.Connect(url,
		nats.Name("playhouse"), nats.NoEcho(), nats.MaxReconnects(-1), nats.ReconnectBufSize(-1),
		nats.ReconnectWait(time.Second), nats.Timeout(5*time.Second), //nolint:mnd // said by the names
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			logger.Warn("the bus is lost; other nodes are heard of by polling", "err", err)
		}),
		nats.ReconnectHandler(func(c *nats.Conn) { logger.Info("the bus is back", "server", c.ConnectedAddr()) }),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { logger.Warn("bus", "err", err) }),
	)
	if err != nil {
		return nil, fmt.Errorf("cannot reach the bus of NATS_URL: check that NATS runs there (%w)", err)
	}
	return &NATS{conn: conn, logger: logger}, nil
}

// Publish tells the other nodes.
func (b *NATS) Publish(n *sessionv1.Notice) {
	raw, err := proto.Marshal(n)
	if err == nil {
		err = b.conn.Publish(subject, raw)
	}
	if err != nil {
		b.logger.Debug("a notice was dropped", "err", err)
	}
}

// Subscribe calls f for every notice of other nodes.
func (b *NATS) Subscribe(f func(*sessionv1.Notice)) (cancel func()) {
	sub, err := b.conn.Subscribe(subject, func(m *nats.Msg) {
		n := &sessionv1.Notice{}
		if err := proto.Unmarshal(m.Data, n); err != nil {
			b.logger.Warn("a notice that cannot be read", "err", err)
			return
		}
		f(n)
	})
	if err != nil { // a closed connection: a programmer's error
		panic(fmt.Sprintf("bus: subscribe: %v", err))
	}
	return func() { _ = sub.Unsubscribe() }
}

// Connected is true while a server is reached.
func (b *NATS) Connected() bool { return b.conn.IsConnected() }

// Close tells what is still to be told and ends the connection.
func (b *NATS) Close() { b.conn.Close() }
