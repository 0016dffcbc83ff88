package terminal

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// The smallest window that everything fits into.
const (
	leastWidth  = 60
	leastHeight = 20
	// tall is the height from which on rules are affordable.
	tall = 30
)

// render draws what is known into the window. It is a pure function: the same
// known, the same screen.
func render(k known) (content string, cursor *tea.Cursor) {
	w, h := k.size.w, k.size.h
	if w < leastWidth || h < leastHeight {
		text := fmt.Sprintf("Playhouse needs a window of %d × %d cells; this one has %d × %d. Enlarge it, or press q to leave.", leastWidth, leastHeight, w, h)
		return strings.Join(lay(wrap(text, w), w, h), "\n"), nil
	}
	head := header(k)
	foot, input := footer(k)
	p, at := k.page()
	body := p.draw(size{w, h - len(head) - len(foot)}, at, k.theme)
	lines := append(append(head, body...), foot...)
	if input >= 0 {
		cursor = tea.NewCursor(input, h-2)
	}
	return strings.Join(lines, "\n"), cursor
}

// header is who and where, the panels, and the gauges of a voyage.
func header(k known) []string {
	w, t := k.size.w, k.theme
	v := k.live.View
	if k.session == "" || v == nil || k.screen == start {
		return []string{
			t.paint(strong, ends(" PLAYHOUSE · COSMIC", who(k)+" ", w)),
			t.paint(dim, strings.Repeat("─", w)),
		}
	}
	where := v.GetLocation()
	left := fmt.Sprintf(" %s, %s · %s, danger %s", where.GetNodeName(), where.GetRegionName(), words(where.GetNodeType()), percent(where.GetDanger()))
	if where.GetWreck() {
		left += " · a wreck drifts here"
	}
	lines := []string{t.paint(strong, ends(left, " "+turn(v)+" · "+connection(k)+" ", w)), tabs(k)}
	lines = append(lines, gauges(v, w, t)...)
	return append(lines, warnings(v, w, t))
}

func who(k known) string {
	if !k.signedIn {
		return k.server
	}
	return k.name + " at " + k.server
}

func turn(v *cosmicv1.View) string {
	if v.GetOptions().GetMaxTurns() == 0 {
		return fmt.Sprintf("turn %d", v.GetCaptain().GetTurn())
	}
	return fmt.Sprintf("turn %d of %d", v.GetCaptain().GetTurn(), v.GetOptions().GetMaxTurns())
}

// connection is the state of the live view in words.
func connection(k known) string {
	s := k.live.State
	if (s == uplink.Reconnecting || s == uplink.Offline) && k.retryIn > 0 {
		return fmt.Sprintf("%s, next try in %d s", s, k.retryIn)
	}
	return s.String()
}

func tabs(k known) string {
	var parts []string
	for _, p := range panels {
		title := p.title
		if p.screen == bridge {
			title = decision(k.live.View.GetMode())
		}
		s := " " + p.key + " " + title + " "
		if p.screen == k.screen {
			s = k.theme.paint(chosen, "["+strings.TrimSpace(s)+"]")
		}
		parts = append(parts, s)
	}
	return fit(strings.Join(parts, ""), k.size.w)
}

// decision is what the first panel is about.
func decision(m cosmicv1.Mode) string {
	switch m {
	case cosmicv1.Mode_MODE_COMBAT:
		return "Combat"
	case cosmicv1.Mode_MODE_EVENT:
		return "Event"
	case cosmicv1.Mode_MODE_ENDED:
		return "Outcome"
	default:
		return "Helm"
	}
}

// gauges are the captain's and the ship's numbers, in two lines.
func gauges(v *cosmicv1.View, w int, t theme) []string {
	c, s := v.GetCaptain(), v.GetShip()
	wide := 0
	if w >= wideFrom {
		wide = 8
	}
	hull := gauge("Hull", s.GetHull(), s.GetMaxHull(), wide, t)
	if c.GetInPod() {
		hull = gauge("Pod", v.GetPod().GetHull(), v.GetPod().GetMaxHull(), wide, t)
	}
	if s.GetShield() > 0 {
		hull += fmt.Sprintf("+%d", s.GetShield())
	}
	first := []string{
		gauge("Health", c.GetHealth(), c.GetMaxHealth(), wide, t), hull,
		gauge("Fuel", c.GetFuel(), c.GetMaxFuel(), wide, t),
		fmt.Sprintf("Food %d", c.GetFood()), fmt.Sprintf("Hold %d/%d", s.GetCargoUsed(), s.GetCargoCapacity()),
	}
	second := []string{t.paint(strong, fmt.Sprintf("Credits %d", c.GetCredits())), fmt.Sprintf("Net worth %d", v.GetNetWorth()), earned(v, wide)}
	for _, e := range v.GetEffects() {
		second = append(second, fmt.Sprintf("%s %d (%d)", e.GetName(), e.GetAmount(), e.GetTurns()))
	}
	second = append(second, here(v.GetLocation())...)
	return []string{fit(" "+strings.Join(first, "   "), w), fit(" "+strings.Join(second, "   "), w)}
}

// here is what the place has to offer.
func here(l *cosmicv1.Location) []string {
	switch {
	case l.GetRepair() && l.GetTrade():
		return []string{"Here: yard, market"}
	case l.GetRepair():
		return []string{"Here: a yard"}
	case l.GetTrade():
		return []string{"Here: a market"}
	}
	return nil
}

func gauge(name string, part, whole int32, wide int, t theme) string {
	const low = 30
	s := fmt.Sprintf("%d/%d", part, whole)
	if wide > 0 {
		s = bar(part, whole, wide) + " " + s
	}
	if whole > 0 && part*100 < whole*low {
		s = t.paint(bad, s)
	}
	return name + " " + s
}

func earned(v *cosmicv1.View, wide int) string {
	goal := v.GetOptions().GetVictoryCredits()
	if goal == 0 {
		return fmt.Sprintf("Earned %d", v.GetEarned())
	}
	s := fmt.Sprintf("Earned %d of %d", v.GetEarned(), goal)
	if wide > 0 {
		s += " " + bar(max(v.GetEarned(), 0), goal, wide)
	}
	return s
}

// warnings take the line below the gauges; without any it is a rule.
func warnings(v *cosmicv1.View, w int, t theme) string {
	if len(v.GetWarnings()) == 0 {
		return t.paint(dim, strings.Repeat("─", w))
	}
	return t.paint(warn, fit(" ! "+strings.Join(v.GetWarnings(), " ! "), w))
}

// footer is the log, what can be done, and what was said. Input is the column of
// the text cursor while a question is open, else -1.
func footer(k known) (lines []string, input int) {
	w, h, t := k.size.w, k.size.h, k.theme
	lines = []string{t.paint(dim, strings.Repeat("─", w))}
	if k.session != "" && k.screen != start && k.screen != chronicle {
		lines = append(lines, logLines(k, w, min(max(h/5-3, 2), 10))...)
		if h >= tall {
			lines = append(lines, t.paint(dim, strings.Repeat("─", w)))
		}
	}
	input = -1
	if k.form != nil {
		var line string
		line, input = question(k.form, w, t)
		lines = append(lines, t.paint(dim, fit(" Enter answers, Esc gives up.", w)), line)
	} else {
		lines = append(lines, lay(hints(k, w), w, 2)...)
	}
	return append(lines, status(k)), input
}

// question is the open question, with what was typed.
func question(f *form, w int, t theme) (line string, input int) {
	q := " " + f.ask().String() + " "
	if f.ask().kind == askYes {
		return t.paint(accent, fit(q, w)), -1
	}
	typed, at := []rune(f.input.Value()), f.input.Position()
	room := max(w-cells(q)-1, w/4) // the question yields to what is typed
	q = cut(q, w-room-1)
	if skip := at - room; skip > 0 { // the end of a long text is what matters
		typed, at = typed[skip:], room
	}
	return fit(t.paint(accent, q)+string(typed), w), cells(q) + cells(string(typed[:at]))
}

// hints are the keys that do something here; those that cannot now stand in
// brackets, at the end.
func hints(k known, w int) []string {
	p, at := k.page()
	var open, shut []string
	seen := map[string]bool{}
	for _, d := range p.offers(at) {
		s := keyName(d.key) + " " + d.label
		if d.key == "enter" {
			seen[d.label] = true
		} else if seen[d.label] {
			continue // the same by a letter of its own
		}
		if d.bar != "" {
			shut = append(shut, k.theme.paint(dim, "("+s+")"))
		} else {
			open = append(open, k.theme.paint(accent, keyName(d.key))+" "+d.label)
		}
	}
	general := []string{"? Help", "q Leave"}
	return flow(append(append(open, general...), shut...), w)
}

// flow breaks parts into lines between them.
func flow(parts []string, w int) []string {
	var lines []string
	line := ""
	for _, s := range parts {
		if line != "" && cells(line)+2+cells(s) > w-1 {
			lines = append(lines, line)
			line = ""
		}
		if line == "" {
			line = " " + s
		} else {
			line += "  " + s
		}
	}
	return append(lines, line)
}

func keyName(key string) string {
	if key == "enter" {
		return "Enter"
	}
	return key
}

func status(k known) string {
	switch {
	case k.said == "" && k.pending != "":
		return k.theme.paint(dim, fit(" … "+k.pending, k.size.w))
	case k.saidAs == bad || k.saidAs == warn:
		return k.theme.paint(k.saidAs, fit(" ! "+k.said, k.size.w))
	}
	return k.theme.paint(k.saidAs, fit(" "+k.said, k.size.w))
}

// sentence begins with a capital and ends with a stop.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	s = string(unicode.ToUpper(r)) + s[n:]
	if !strings.ContainsAny(s[len(s)-1:], ".!?") {
		s += "."
	}
	return s
}
