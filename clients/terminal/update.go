package terminal

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// Update takes a message into the state.
func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.size = size{w: msg.Width, h: msg.Height}
	case tea.BackgroundColorMsg:
		m.theme = newTheme(msg.IsDark())
	case tea.KeyPressMsg:
		return m, m.key(msg)
	case tea.PasteMsg:
		return m, m.type_(msg)
	case signedInMsg:
		return m, m.signedInAs(msg)
	case liveMsg:
		return m, m.follow(msg)
	case historyMsg:
		m.takeHistory(msg)
	case tryMsg:
		return m, m.tried(msg)
	case answerMsg:
		return m, m.answered(msg)
	case fetchedMsg:
		m.fetched(msg)
	case tickMsg:
		return m, m.tick()
	}
	return m, nil
}

// signedInAs goes to what the command line asked for.
func (m *model) signedInAs(msg signedInMsg) tea.Cmd {
	if msg.err != nil {
		m.complain(msg.err)
		m.said += " Press u to try again."
		return nil
	}
	m.name, m.signedIn = msg.name, true
	m.say(normal, msg.news)
	o := m.options
	switch {
	case o.Session != "":
		return m.open(o.Session)
	case o.sets():
		return tea.Batch(m.start(create(o.request()), "Setting out"), m.fetch(listVoyages))
	}
	return m.fetch(listVoyages)
}

// open follows a voyage and shows it.
func (m *model) open(session string) tea.Cmd {
	if m.unfollow != nil {
		m.unfollow()
	}
	follow, cancel := contextWith(m.ctx)
	m.unfollow, m.session = cancel, session
	m.known.live, m.log, m.scroll, m.retryIn = uplink.Live{}, nil, 0, 0
	m.mode, m.wasHere, m.unhistory = cosmicv1.Mode_MODE_UNSPECIFIED, "", false
	m.screen, m.form = bridge, nil
	m.live = m.link.Follow(follow, session)
	return m.next()
}

// follow takes the next live view.
func (m *model) follow(msg liveMsg) tea.Cmd {
	if msg.from != m.live {
		return nil // of a voyage that was left
	}
	cmds := []tea.Cmd{m.next()}
	connected := m.known.live.State == uplink.Connected
	m.pin()
	m.known.live = msg.live
	switch msg.live.State {
	case uplink.Connected:
		m.retryIn = 0
		var news []told
		for _, h := range msg.live.Happenings {
			news = append(news, hear(h))
			if h.GetWeight() >= toStopFor && !msg.live.Snapshot {
				m.say(warn, h.GetNarration())
			}
		}
		m.log = join(m.log, news)
		if msg.live.Snapshot {
			cmds = append(cmds, m.history())
		}
		m.arrive(msg.live.View)
	case uplink.Ended:
		if msg.live.Err != nil {
			m.complain(msg.live.Err)
		}
		return nil
	default:
		m.countdown()
		if connected {
			cmds = append(cmds, tick())
		}
	}
	if m.busy != nil && m.busy.until > 0 && msg.live.Version >= m.busy.until {
		m.done()
	}
	return tea.Batch(cmds...)
}

// arrive turns to the bridge when something else is to be decided than before,
// and to the first destination at a new place.
func (m *model) arrive(v *cosmicv1.View) {
	if v.GetMode() != m.mode {
		if m.mode != cosmicv1.Mode_MODE_UNSPECIFIED && m.screen != start && m.screen != help {
			m.screen = bridge
		}
		m.mode = v.GetMode()
		delete(m.spots, bridge)
	}
	if here := v.GetLocation().GetNodeId(); here != m.wasHere {
		m.wasHere = here
		for _, s := range []screen{bridge, market, quests, crew} {
			delete(m.spots, s)
		}
	}
}

func (m *model) takeHistory(msg historyMsg) {
	if msg.session != m.session {
		return
	}
	if msg.err != nil && len(msg.log) == 0 {
		m.complain(msg.err)
		return
	}
	m.log = merge(msg.log, m.log)
}

// tick counts down to the next try while there is no connection.
func (m *model) tick() tea.Cmd {
	m.countdown()
	if s := m.known.live.State; s == uplink.Reconnecting || s == uplink.Offline {
		return tick()
	}
	return nil
}

func (m *model) countdown() {
	m.retryIn = max(0, int(time.Until(m.known.live.RetryAt).Round(time.Second)/time.Second))
}
