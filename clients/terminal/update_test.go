package terminal

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"connectrpc.com/connect"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// silent is a network that never answers.
type silent struct{}

func (silent) RoundTrip(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

// seated is a model in a voyage whose server never answers.
func seated(t *testing.T, v *cosmicv1.View, s screen) *model {
	t.Helper()
	l, err := uplink.New(uplink.Config{Server: "http://localhost:1", Key: "key", Transport: silent{}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	m := newModel(ctx, l, Options{})
	m.known = scene(v, s, size{80, 24})
	m.mode = v.GetMode()
	m.wasHere = v.GetLocation().GetNodeId()
	return m
}

func keyPress(s string) tea.KeyPressMsg {
	special := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "down": tea.KeyDown, "backspace": tea.KeyBackspace, "tab": tea.KeyTab, "pgup": tea.KeyPgUp}
	if code, ok := special[s]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	return tea.KeyPressMsg{Code: []rune(s)[0], Text: s}
}

func press(m *model, keys ...string) (last tea.Cmd) {
	for _, k := range keys {
		_, last = m.Update(keyPress(k))
	}
	return last
}

// A refusal leaves the question open, with what was typed.
func TestNothingTypedIsLostByARefusal(t *testing.T) {
	t.Parallel()
	m := seated(t, cruise(), saves)
	m.spots[saves] = spot{id: "slot-3"}
	press(m, "s", "h", "o", "m", "e", "enter")
	if m.busy == nil {
		t.Fatal("nothing was sent")
	}
	m.Update(answerMsg{task: m.busy, err: connect.NewError(connect.CodeFailedPrecondition, errors.New("the slot is on fire"))})
	if m.form == nil || m.form.input.Value() != "home" {
		t.Fatalf("the form is %+v", m.form)
	}
	if !strings.Contains(m.said, "slot is on fire") {
		t.Errorf("said %q", m.said)
	}
	press(m, "enter")
	m.Update(answerMsg{task: m.busy, result: result{say: "Saved."}})
	if m.form != nil || m.said != "Saved." || m.busy != nil {
		t.Errorf("after the answer: form %v, said %q, busy %v", m.form, m.said, m.busy)
	}
}

// A number out of bounds is refused here, in words; nothing is sent.
func TestNumbersAreChecked(t *testing.T) {
	t.Parallel()
	m := seated(t, cruise(), market)
	m.spots[market] = spot{id: "data_cores"}
	press(m, "b", "9", "enter")
	if m.busy != nil || m.form == nil || !strings.Contains(m.said, "from 1 to 8") {
		t.Errorf("9 of 8: busy %v, said %q", m.busy, m.said)
	}
	press(m, "backspace", "-", "1", "enter")
	if m.busy != nil || !strings.Contains(m.said, "-1") {
		t.Errorf("-1: busy %v, said %q", m.busy, m.said)
	}
	press(m, "backspace", "backspace", "enter")
	if m.busy == nil {
		t.Error("nothing typed does not mean the most")
	}
}

// While an order is not answered, no second one is given; looking around works.
func TestOneOrderAtATime(t *testing.T) {
	t.Parallel()
	m := seated(t, cruise(), bridge)
	press(m, "s")
	first := m.busy
	press(m, "w")
	if m.busy != first || !strings.Contains(m.said, "not answered yet") {
		t.Errorf("said %q", m.said)
	}
	press(m, "4", "down")
	if m.screen != market || m.busy != first {
		t.Errorf("screen %v", m.screen)
	}
	// The answer alone is not enough: the view must have reached it.
	m.Update(answerMsg{task: first, version: 6})
	if m.busy == nil {
		t.Error("done before the view is there")
	}
	m.Update(liveMsg{live: uplink.Live{State: uplink.Connected, Version: 6, View: cruise()}})
	if m.busy != nil {
		t.Error("not done though the view is there")
	}
}

// Esc gives up waiting; an answer that comes later changes nothing.
func TestGivingUp(t *testing.T) {
	t.Parallel()
	m := seated(t, cruise(), bridge)
	press(m, "s")
	first := m.busy
	press(m, "esc")
	if m.busy != nil || m.screen != bridge {
		t.Fatalf("busy %v on screen %v", m.busy, m.screen)
	}
	said := m.said
	m.Update(answerMsg{task: first, err: errors.New("late")})
	if m.said != said {
		t.Errorf("said %q", m.said)
	}
}

// A fight is turned to at once, from whatever panel; the help stays.
func TestAFightIsTurnedTo(t *testing.T) {
	t.Parallel()
	m := seated(t, cruise(), market)
	m.Update(liveMsg{live: uplink.Live{State: uplink.Connected, Version: 6, View: fight()}})
	if m.screen != bridge {
		t.Errorf("screen %v", m.screen)
	}
	m = seated(t, cruise(), help)
	m.Update(liveMsg{live: uplink.Live{State: uplink.Connected, Version: 6, View: fight()}})
	if m.screen != help {
		t.Errorf("screen %v", m.screen)
	}
}

// News that nobody may overlook stand in the status line until the next deed.
func TestGreatNewsAreSeen(t *testing.T) {
	t.Parallel()
	m := seated(t, cruise(), bridge)
	press(m, "s")
	m.Update(liveMsg{live: uplink.Live{State: uplink.Connected, Version: 6, View: cruise(), Happenings: []*cosmicv1.Happening{
		{Version: 6, Narration: "The pod is out!", Weight: 2}, {Version: 6, Narration: "A small thing."},
	}}})
	m.Update(answerMsg{task: m.busy, version: 6})
	if m.said != "The pod is out!" || m.busy != nil {
		t.Errorf("said %q, busy %v", m.said, m.busy)
	}
	if press(m, "s"); m.said != "" {
		t.Errorf("said %q", m.said)
	}
}

// Help and log are left for where one was, by the same key or by esc, also while
// an order is under way.
func TestReadingIsLeftForWhereOneWas(t *testing.T) {
	t.Parallel()
	m := seated(t, cruise(), market)
	for _, keys := range [][]string{{"?", "?"}, {"?", "esc"}, {"l", "l"}, {"?", "l", "esc"}} {
		if press(m, keys...); m.screen != market {
			t.Errorf("%v leads to %v", keys, m.screen)
		}
	}
	press(m, "1", "s", "?", "esc")
	if m.busy == nil || m.screen != bridge {
		t.Errorf("busy %v on %v", m.busy, m.screen)
	}
}

// The chosen row is found again when the view has changed.
func TestTheChoiceStays(t *testing.T) {
	t.Parallel()
	m := seated(t, cruise(), market)
	press(m, "down", "down", "down")
	v := cruise()
	v.Market.Items = v.GetMarket().GetItems()[1:]
	m.Update(liveMsg{live: uplink.Live{State: uplink.Connected, Version: 6, View: v}})
	if p, at := m.page(); p.rows[at].id != "data_cores" {
		t.Errorf("chosen %q", p.rows[at].id)
	}
}

// Rows that come in do not slide under the player's finger.
func TestNothingSlidesUnderTheFinger(t *testing.T) {
	t.Parallel()
	m := seated(t, cruise(), start)
	running := m.voyages
	m.voyages = nil
	chosen := func() string {
		p, at := m.page()
		return p.rows[at].id
	}
	if chosen() != "new" {
		t.Fatalf("chosen %q", chosen())
	}
	m.Update(fetchedMsg{result: result{set: func(h *harbour) { h.voyages = running }}})
	if chosen() != "new" {
		t.Errorf("chosen %q", chosen())
	}
	m.listed = false
	if p, _ := m.page(); len(p.rows) != 0 {
		t.Error("there is a choice before the list was read")
	}
}

// Questions with several parts are asked one after another; esc leaves them.
func TestFormsAskOneByOne(t *testing.T) {
	t.Parallel()
	m := seated(t, cruise(), start)
	m.spots[start] = spot{id: "own"}
	press(m, "enter", "a", "b", "enter", "enter")
	if m.form == nil {
		t.Fatal("no form")
	}
	if diff := cmp.Diff([]string{"ab", "5000"}, m.form.answers); diff != "" {
		t.Error(diff)
	}
	m.Update(tea.PasteMsg{Content: "60"})
	if m.form.input.Value() != "60" {
		t.Errorf("pasted %q", m.form.input.Value())
	}
	press(m, "esc")
	if m.form != nil || m.busy != nil {
		t.Error("esc did not leave the form")
	}
}

// History and what was heard live make one log, without gaps and doubles.
func TestTheLogIsJoined(t *testing.T) {
	t.Parallel()
	line := func(version int32, text string) told { return told{version: version, text: text} }
	live := []told{line(4, "d"), line(5, "e")}
	history := []told{line(1, "a"), line(2, "b"), line(2, "bb"), line(4, "d")}
	got := merge(history, live)
	got = join(got, []told{line(5, "e"), line(6, "f"), line(6, "ff")})
	var text []string
	for _, t := range got {
		text = append(text, t.text)
	}
	if diff := cmp.Diff([]string{"a", "b", "bb", "d", "e", "f", "ff"}, text); diff != "" {
		t.Error(diff)
	}
}

// The log at the bottom scrolls up, and no further than its beginning.
func TestTheLogScrolls(t *testing.T) {
	t.Parallel()
	m := seated(t, cruise(), bridge)
	newest := strings.Join(logLines(m.known, 80, 2), "\n")
	for range 20 {
		press(m, "pgup")
	}
	oldest := strings.Join(logLines(m.known, 80, 2), "\n")
	if !strings.Contains(newest, "Back at Tallow Gate") || !strings.Contains(oldest, "leaves its berth") {
		t.Errorf("newest:\n%s\noldest:\n%s", newest, oldest)
	}
}

// Ctrl-C leaves even from a question; q does not, since it is a letter.
func TestLeaving(t *testing.T) {
	t.Parallel()
	m := seated(t, cruise(), saves)
	m.spots[saves] = spot{id: "slot-3"}
	press(m, "s", "q")
	if m.form.input.Value() != "q" {
		t.Errorf("typed %q", m.form.input.Value())
	}
	_, cmd := m.Update(tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl})
	if cmd == nil || cmd() != tea.Quit() {
		t.Error("ctrl+c does not leave")
	}
	m = seated(t, cruise(), bridge)
	if cmd := press(m, "q"); cmd == nil || cmd() != tea.Quit() {
		t.Error("q does not leave")
	}
}

// Options that contradict each other are refused before anything is done.
func TestOptionsAreChecked(t *testing.T) {
	t.Parallel()
	if err := (Options{Session: "nonsense"}).check(); err == nil || !strings.Contains(err.Error(), "--session") {
		t.Errorf("%v", err)
	}
	if err := (Options{Session: sessionID, Daily: true}).check(); err == nil {
		t.Error("--session with --daily")
	}
	if err := (Options{Session: sessionID}).check(); err != nil {
		t.Error(err)
	}
}
