package terminal

import (
	tea "charm.land/bubbletea/v2"
)

// zoom is no screen of its own: it switches the map between region and galaxy.
const zoom screen = -1

// key carries out a key press.
func (m *model) key(msg tea.KeyPressMsg) tea.Cmd {
	k := msg.String()
	if k == "ctrl+c" {
		return m.leave()
	}
	if m.form != nil {
		return m.formKey(msg)
	}
	switch k {
	case "q":
		return m.leave()
	case "esc":
		return m.goBack()
	case "?":
		return m.turnTo(help)
	case "l":
		return m.turnTo(chronicle)
	case "f5":
		return m.quickSave()
	case "f9":
		return m.start(load(quick), "Loading")
	}
	if m.move(k) {
		return nil
	}
	if cmd, ok := m.panelKey(k); ok {
		return cmd
	}
	return m.deedKey(k)
}

// turnTo shows a screen, or leaves it when it is shown.
func (m *model) turnTo(s screen) tea.Cmd {
	if m.screen == s {
		return m.goBack()
	}
	return m.show(s)
}

func (m *model) leave() tea.Cmd {
	if m.unfollow != nil {
		m.unfollow()
	}
	return tea.Quit
}

// move moves the choice or the log, and tells whether the key was for that.
func (m *model) move(key string) bool {
	p, at := m.page()
	var step int
	switch key {
	case "up", "k":
		step = p.step(at, -1)
	case "down", "j":
		step = p.step(at, 1)
	case "home":
		step = p.step(-1, 1)
	case "end":
		step = p.step(len(p.rows), -1)
	case "pgup":
		m.scroll = min(m.scroll+3, max(0, len(m.log)-1))
		return true
	case "pgdown":
		m.scroll = max(0, m.scroll-3)
		return true
	default:
		return false
	}
	m.choose(p, step)
	return true
}

// panelKey switches panels, and tells whether the key was for that.
func (m *model) panelKey(key string) (tea.Cmd, bool) {
	if m.session == "" {
		return nil, false
	}
	now := -1
	for i, p := range panels {
		if p.screen == m.screen {
			now = i
		}
		if p.key == key {
			return m.show(p.screen), true
		}
	}
	switch key {
	case "tab":
		return m.show(panels[(now+1)%len(panels)].screen), true
	case "shift+tab":
		return m.show(panels[(max(now, 0)+len(panels)-1)%len(panels)].screen), true
	}
	return nil, false
}

// deedKey does what the key stands for on this screen.
func (m *model) deedKey(key string) tea.Cmd {
	if m.screen == start && !m.signedIn && (key == "u" || key == "enter") {
		m.say(normal, "Signing in.")
		return m.signIn()
	}
	p, at := m.page()
	for _, d := range p.offers(at) {
		if d.key != key {
			continue
		}
		if d.bar != "" {
			m.say(warn, d.label+": "+d.bar)
			return nil
		}
		if len(d.asks) == 0 {
			return m.act(d, nil)
		}
		m.say(normal, "")
		m.form = newForm(d)
		return nil
	}
	return nil
}

// act carries a deed out.
func (m *model) act(d deed, answers []string) tea.Cmd {
	i := d.do(answers)
	switch {
	case i.leave:
		return m.leave()
	case i.open != "":
		return m.open(i.open)
	case i.show != 0:
		return m.show(i.show)
	case i.order != nil:
		return m.command(i.order, d.label)
	case i.errand != nil:
		return m.start(i.errand, d.label)
	}
	return nil
}

// show turns to a screen, and reads what it needs.
func (m *model) show(s screen) tea.Cmd {
	if s == zoom {
		m.galaxy = !m.galaxy
		return nil
	}
	if m.screen != help && m.screen != chronicle && m.screen != s {
		m.back = m.screen
	}
	m.screen = s
	m.say(normal, "")
	if !m.signedIn {
		return nil
	}
	switch s {
	case start:
		return m.fetch(listVoyages)
	case saves:
		return m.fetch(listSaves)
	case board:
		return m.fetch(listBoards)
	}
	return nil
}

// goBack leaves the screen for the one before.
func (m *model) goBack() tea.Cmd {
	reading := m.screen == help || m.screen == chronicle
	switch {
	case m.busy != nil && !reading:
		m.giveUp()
		return nil
	case m.screen == start && m.session != "":
		return m.show(bridge)
	case m.screen == start:
		return nil
	case m.screen == board && m.board != "":
		return m.show(board)
	case reading || m.screen == board:
		return m.show(m.back)
	case m.screen == bridge || m.session == "":
		return m.show(start)
	}
	return m.show(bridge)
}

func (m *model) quickSave() tea.Cmd {
	if m.session == "" {
		m.say(warn, "No voyage is open.")
		return nil
	}
	return m.start(save(m.session, quick, ""), "Saving")
}
