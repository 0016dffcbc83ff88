package bus

import (
	"github.com/nats-io/nats.go"
)

// Send hands data to nobody: in one process all is at hand.
func (*Local) Send(string, []byte) {}

// Listen hears nothing.
func (*Local) Listen(string, func([]byte)) (cancel func()) { return func() {} }

// Send publishes data on a subject. It may be lost.
func (b *NATS) Send(subject string, data []byte) {
	if err := b.conn.Publish(subject, data); err != nil {
		b.logger.Debug("something on the air was dropped", "subject", subject, "err", err)
	}
}

// Listen calls hear for what other nodes send on a subject.
func (b *NATS) Listen(subject string, hear func(data []byte)) (cancel func()) {
	sub, err := b.conn.Subscribe(subject, func(m *nats.Msg) { hear(m.Data) })
	if err != nil { // a closed connection: nothing will be heard any more
		b.logger.Debug("cannot listen", "subject", subject, "err", err)
		return func() {}
	}
	return func() { _ = sub.Unsubscribe() }
}
