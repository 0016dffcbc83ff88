package terminal

import (
	"context"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// known is all that is drawn: nothing of it calls anything.
type known struct {
	size   size
	theme  theme
	screen screen
	spots  map[screen]spot // which row is chosen, on each screen

	server   string
	name     string
	signedIn bool
	harbour

	session string // the voyage; empty for none
	live    uplink.Live
	retryIn int // seconds until the next try to connect
	log     []told
	scroll  int // lines that the log at the bottom is scrolled up
	galaxy  bool

	form    *form
	pending string // what is being done, in words; empty for nothing
	said    string // the status line
	saidAs  tone
}

// spot remembers a chosen row, by its id and by where it was.
type spot struct {
	id    string
	index int
}

// form is a deed's questions, answered one after another.
type form struct {
	deed    deed
	answers []string
	input   textinput.Model
}

// model is the program's state: what is drawn, and what runs.
type model struct {
	known

	ctx     context.Context
	link    *uplink.Link
	options Options

	back      screen // where esc leads from help, log, saves and leaderboards
	mode      cosmicv1.Mode
	live      <-chan uplink.Live
	unfollow  context.CancelFunc
	busy      *task
	wasHere   string // the node of the last view
	unhistory bool   // the history must be read again
}

// task is a call that the player waits for.
type task struct {
	cancel context.CancelFunc
	// until is the version that the view must reach; 0 while there is no answer.
	until int32
}

func newModel(ctx context.Context, l *uplink.Link, o Options) *model {
	return &model{
		known: known{
			size: size{w: 80, h: 24}, theme: newTheme(true), screen: start, spots: map[screen]spot{}, server: l.Server,
			said: "Signing in.",
		},
		ctx: ctx, link: l, options: o, back: start,
	}
}

// Init asks for the terminal's background, and signs in.
func (m *model) Init() tea.Cmd {
	return tea.Batch(tea.RequestBackgroundColor, m.signIn())
}

// View draws what is known.
func (m *model) View() tea.View {
	content, cursor := render(m.known)
	v := tea.NewView(content)
	v.AltScreen = true
	v.WindowTitle = "Playhouse"
	v.Cursor = cursor
	return v
}

// say puts a sentence into the status line.
func (m *model) say(as tone, s string) { m.said, m.saidAs = s, as }

// complain says what went wrong.
func (m *model) complain(err error) {
	p := uplink.Explain(err)
	m.say(bad, sentence(p.Message))
}

// page is what the screen shows, and the chosen row.
func (k *known) page() (p page, at int) {
	p = pageOf(*k)
	s := k.spots[k.screen]
	return p, p.chosen(s.id, s.index)
}

// pin keeps the chosen row chosen when others come in before it: nobody shall
// press Enter on what slid under their finger.
func (k *known) pin() {
	p, at := k.page()
	k.choose(p, at)
}

// choose makes row i the chosen one.
func (k *known) choose(p page, i int) {
	if i >= 0 && i < len(p.rows) {
		k.spots[k.screen] = spot{id: p.rows[i].id, index: i}
	}
}
