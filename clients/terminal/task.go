package terminal

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"playhouse/clients/terminal/uplink"
)

// What runs beside the screen tells of itself by these messages.
type (
	signedInMsg struct {
		name, news string
		err        error
	}
	liveMsg struct {
		from <-chan uplink.Live
		live uplink.Live
	}
	historyMsg struct {
		session string
		log     []told
		err     error
	}
	// tryMsg: a call had no answer; it is tried again.
	tryMsg struct {
		task  *task
		more  <-chan tea.Msg
		tries int
		err   error
	}
	// answerMsg: a call that the player waits for has its answer.
	answerMsg struct {
		task    *task
		version int32
		result  result
		err     error
	}
	// fetchedMsg: something that nobody waits for was read.
	fetchedMsg struct {
		result result
		err    error
	}
	tickMsg struct{}
)

func contextWith(parent context.Context) (context.Context, context.CancelFunc) {
	return context.WithCancel(parent)
}

func tick() tea.Cmd {
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return tickMsg{} })
}

// signInWithin is how long signing in is tried.
const signInWithin = 30 * time.Second

func (m *model) signIn() tea.Cmd {
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(m.ctx, signInWithin)
		defer cancel()
		type who struct{ name, news string }
		w, err := uplink.Try(ctx, m.link, nil, func(ctx context.Context) (who, error) {
			name, news, err := m.link.SignIn(ctx)
			return who{name, news}, err
		})
		return signedInMsg{name: w.name, news: w.news, err: err}
	}
}

// next waits for the next live view.
func (m *model) next() tea.Cmd {
	from := m.live
	return func() tea.Msg {
		live, ok := <-from
		if !ok {
			return nil
		}
		return liveMsg{from: from, live: live}
	}
}

func (m *model) history() tea.Cmd {
	ctx, session := m.ctx, m.session
	return func() tea.Msg {
		log, err := readHistory(ctx, m.link, session)
		return historyMsg{session: session, log: log, err: err}
	}
}

// fetch runs an errand that nobody waits for.
func (m *model) fetch(e errand) tea.Cmd {
	return func() tea.Msg {
		r, err := uplink.Try(m.ctx, m.link, nil, func(ctx context.Context) (result, error) { return e(ctx, m.link, "") })
		return fetchedMsg{result: r, err: err}
	}
}

// command sends an order; the player waits for it.
func (m *model) command(o uplink.Order, label string) tea.Cmd {
	session := m.session
	return m.run(label, func(ctx context.Context, t *task, tell func(int, error)) answerMsg {
		version, err := m.link.Send(ctx, session, o, tell)
		return answerMsg{task: t, version: version, err: err}
	})
}

// start runs an errand; the player waits for it.
func (m *model) start(e errand, label string) tea.Cmd {
	id := uuid.NewString()
	return m.run(label, func(ctx context.Context, t *task, tell func(int, error)) answerMsg {
		r, err := uplink.Try(ctx, m.link, tell, func(ctx context.Context) (result, error) { return e(ctx, m.link, id) })
		return answerMsg{task: t, result: r, err: err}
	})
}

// run begins a task, unless one is under way: two orders at a time would be given
// on what is no longer so.
func (m *model) run(label string, work func(context.Context, *task, func(int, error)) answerMsg) tea.Cmd {
	if m.busy != nil {
		m.say(warn, "Wait a moment: "+m.pending+" is not answered yet. Esc gives up waiting.")
		return nil
	}
	ctx, cancel := contextWith(m.ctx)
	t := &task{cancel: cancel}
	m.busy, m.pending = t, label
	m.say(normal, "")
	messages := make(chan tea.Msg)
	post := func(msg tea.Msg) {
		select {
		case messages <- msg:
		case <-ctx.Done():
		}
	}
	go func() {
		defer close(messages)
		post(work(ctx, t, func(tries int, err error) { post(tryMsg{task: t, more: messages, tries: tries, err: err}) }))
	}()
	return listen(messages)
}

func listen(messages <-chan tea.Msg) tea.Cmd {
	return func() tea.Msg { return <-messages }
}

func (m *model) tried(msg tryMsg) tea.Cmd {
	if msg.task == m.busy {
		m.say(warn, fmt.Sprintf("%s: %s; trying again (%d). Esc gives up.", m.pending, uplink.Explain(msg.err).Message, msg.tries))
	}
	return listen(msg.more)
}

// answered ends a task. A form closes only when what it asked for was done:
// nothing typed is lost by a refusal.
func (m *model) answered(msg answerMsg) tea.Cmd {
	msg.task.cancel()
	if msg.task != m.busy {
		return nil
	}
	if msg.err != nil {
		m.busy, m.pending = nil, ""
		m.complain(msg.err)
		return nil
	}
	m.form = nil
	if msg.result.say != "" {
		m.say(good, msg.result.say)
	}
	m.busy.until = msg.version
	if m.known.live.Version >= msg.version || m.known.live.State != uplink.Connected {
		m.done()
	}
	if msg.result.set != nil {
		m.pin()
		msg.result.set(&m.harbour)
	}
	if msg.result.open != "" {
		return m.open(msg.result.open)
	}
	return nil
}

func (m *model) done() { m.busy, m.pending = nil, "" }

func (m *model) fetched(msg fetchedMsg) {
	m.pin()
	m.listed = true
	if msg.err != nil {
		m.complain(msg.err)
		return
	}
	if msg.result.set != nil {
		msg.result.set(&m.harbour)
	}
}

// giveUp stops waiting for the task. The server may have carried it out.
func (m *model) giveUp() {
	m.busy.cancel()
	m.done()
	m.say(warn, "No longer waiting. If the server has heard it, it will show.")
}
