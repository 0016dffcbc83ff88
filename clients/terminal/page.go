package terminal

import (
	"strings"
)

// A page is what most screens are: rows to choose from, and what can be done
// with the chosen one. Screens make pages of a view (a pure function); drawing
// and keys are the same for all.
type page struct {
	title   string
	intro   []string // paragraphs above the rows
	columns []column
	rows    []row
	deeds   []deed // whatever row is chosen
	empty   string // said when there is no row
	// picture draws what stands to the left of the rows; nil for nothing.
	picture func(size, string) []string
	// tail stands below the rows, its last lines first to stay.
	tail []string
}

// size is of a window or a part of one, in cells.
type size struct{ w, h int }

// column is of a table. A width of 0 takes what is left.
type column struct {
	title string
	width int
	right bool
}

// row is a line of a page.
type row struct {
	id      string // finds the row again when the view has changed
	heading bool   // a title among the rows: cannot be chosen
	cells   []string
	tone    tone
	under   string   // a second line, always shown
	detail  []string // paragraphs, shown for the chosen row
	deeds   []deed
}

// deed is something the player may do: a key, and what it leads to.
type deed struct {
	key   string
	label string
	// bar is why it cannot be done now, in a sentence; empty when it can.
	bar  string
	asks []ask
	do   func(answers []string) intent
}

// shut tells whether what the row is for cannot be done now.
func (r row) shut() bool { return len(r.deeds) > 0 && r.deeds[0].bar != "" && r.tone == dim }

// heading is a row that names those below it.
func heading(title string) row { return row{heading: true, cells: []string{title}} }

// text is a page's single column.
func text() []column { return []column{{}} }

// chosen is the index of the row with the id, or of the nearest that can be
// chosen to where it was; -1 when there is none.
func (p page) chosen(id string, near int) int {
	for i, r := range p.rows {
		if r.id == id && id != "" && !r.heading {
			return i
		}
	}
	near = min(max(near, 0), len(p.rows)-1)
	if i := p.step(near-1, 1); i >= 0 {
		return i
	}
	return p.step(near+1, -1)
}

// step is the next row after i in the direction that can be chosen; -1 for none.
func (p page) step(i, direction int) int {
	for i += direction; i >= 0 && i < len(p.rows); i += direction {
		if !p.rows[i].heading {
			return i
		}
	}
	return -1
}

// offers are the deeds of a row and of the page. A row's come first and win.
func (p page) offers(at int) []deed {
	var all []deed
	if at >= 0 && at < len(p.rows) {
		all = append(all, p.rows[at].deeds...)
	}
	for _, d := range p.deeds {
		if !hasKey(all, d.key) {
			all = append(all, d)
		}
	}
	return all
}

func hasKey(deeds []deed, key string) bool {
	for _, d := range deeds {
		if d.key == key {
			return true
		}
	}
	return false
}

// wideFrom is the width from which on details stand beside the rows.
const wideFrom = 100

// draw fills s with the page.
func (p page) draw(s size, at int, t theme) []string {
	if p.picture != nil {
		left := s.w * 47 / 100
		id := ""
		if at >= 0 {
			id = p.rows[at].id
		}
		rest := p
		rest.picture = nil
		return beside(lay(p.picture(size{left, s.h}, id), left, s.h), rest.draw(size{s.w - left - 1, s.h}, at, t), t)
	}
	var detail []string
	if at >= 0 {
		detail = p.rows[at].detail
	}
	switch {
	case p.detailed(s.w-2) == 0:
		return p.list(s, at, t)
	case s.w >= wideFrom && s.w*3/5 > p.wants():
		w := s.w * 3 / 5
		left := lay(p.list(size{w - 1, s.h}, at, t), w, s.h)
		return beside(left, lay(paragraphs(detail, s.w-w-3, " "), s.w-w-1, s.h), t)
	}
	h := min(p.detailed(s.w-2), s.h/3)
	list := p.list(size{s.w, s.h - h - 1}, at, t)
	list = append(list, t.paint(dim, strings.Repeat("╌", s.w)))
	return append(list, lay(paragraphs(detail, s.w-2, " "), s.w, h)...)
}

// wants is how wide the rows are when nothing of them is cut.
func (p page) wants() int {
	const name = 26
	w := 2
	for _, c := range p.columns {
		if w += c.width + 1; c.width == 0 {
			w += name
		}
	}
	return w
}

// detailed is how many lines the longest detail takes: room is kept for it, so
// that rows do not move when another is chosen.
func (p page) detailed(w int) int {
	most := 0
	for _, r := range p.rows {
		most = max(most, len(paragraphs(r.detail, w, " ")))
	}
	return most
}

func paragraphs(texts []string, w int, indent string) []string {
	var lines []string
	for _, s := range texts {
		for _, line := range wrap(s, w) {
			lines = append(lines, indent+line)
		}
	}
	return lines
}

// roomy is the height from which on blank lines are affordable.
const roomy = 14

// list draws intro, column titles, rows and tail.
func (p page) list(s size, at int, t theme) []string {
	head := paragraphs(p.intro, s.w-2, " ")
	head = head[:min(len(head), s.h/2)]
	if len(head) > 0 && s.h >= roomy {
		head = append(head, "")
	}
	if len(p.rows) == 0 {
		return lay(append(head, paragraphs([]string{p.empty}, s.w-2, " ")...), s.w, s.h)
	}
	if titles := p.titles(s.w); strings.TrimSpace(titles) != "" {
		head = append(head, t.paint(dim, titles))
	}
	lines, from, to := p.lines(s.w, at, t)
	room := s.h - len(head)
	body := window(lines, room, from, to)
	if spare := room - len(body) - 1; spare > 0 && len(p.tail) > 0 {
		tail := paragraphs(p.tail, s.w-2, " ")
		body = append(append(body, ""), tail[max(0, len(tail)-spare):]...)
	}
	return lay(append(head, body...), s.w, s.h)
}

// lines draws the rows, and tells which lines the chosen one takes.
func (p page) lines(w, at int, t theme) (lines []string, from, to int) {
	for i, r := range p.rows {
		if i == at {
			from = len(lines)
			if i > 0 && p.rows[i-1].heading {
				from-- // the heading comes along
			}
		}
		lines = append(lines, p.line(r, w, i == at, t))
		for _, under := range wrap(r.under, w-4) {
			lines = append(lines, t.paint(dim, fit("    "+under, w)))
		}
		if i == at {
			to = len(lines)
		}
	}
	return lines, from, to
}

// window is the part of lines that fits and holds from..to.
func window(lines []string, room, from, to int) []string {
	if len(lines) <= room || room <= 0 {
		return lines[:min(len(lines), max(room, 0))]
	}
	start := min(max(0, to-room, from-room/2), from)
	start = min(start, len(lines)-room)
	return lines[start : start+room]
}

func (p page) line(r row, w int, isChosen bool, t theme) string {
	if r.heading {
		return t.paint(strong, fit(" "+r.cells[0], w))
	}
	mark := "  "
	switch {
	case isChosen:
		mark = "▸ "
	case r.shut():
		mark = "× "
	}
	s := fit(mark+p.cellsOf(r.cells, w-2), w)
	if isChosen {
		return t.paint(chosen, s)
	}
	return t.paint(r.tone, s)
}

func (p page) titles(w int) string {
	titles := make([]string, len(p.columns))
	for i, c := range p.columns {
		titles[i] = c.title
	}
	return "  " + p.cellsOf(titles, w-2)
}

// cellsOf puts texts into the columns. Columns that do not fit are left out from
// the right; the flexible one keeps at least minFlexible.
func (p page) cellsOf(texts []string, w int) string {
	const minFlexible = 12
	shown, fixed := 0, 0
	for i, c := range p.columns {
		need := c.width + 1
		if c.width == 0 {
			need = minFlexible + 1
		}
		if fixed += need; fixed > w+1 && i > 0 {
			fixed -= need
			break
		}
		shown++
	}
	var parts []string
	for i, c := range p.columns[:shown] {
		if i >= len(texts) {
			break
		}
		width := c.width
		if width == 0 {
			width = minFlexible + max(0, w+1-fixed)
		}
		if c.right {
			parts = append(parts, fitRight(texts[i], width))
		} else {
			parts = append(parts, fit(texts[i], width))
		}
	}
	return strings.Join(parts, " ")
}
