package terminal

import (
	"math"
	"slices"
	"strings"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// glyphs are of node types: seen from afar, visited.
var glyphs = map[string][2]rune{
	"planet": {'○', '●'}, "station": {'□', '■'}, "anomaly": {'◇', '◆'},
	"wormhole": {'◌', '◎'}, "asteroid_field": {'∵', '∴'}, "derelict": {'‡', '†'},
}

func glyph(kind string, visited bool) rune {
	pair, ok := glyphs[kind]
	switch {
	case !ok:
		return '?'
	case visited:
		return pair[1]
	}
	return pair[0]
}

// canvas is a drawing in cells.
type canvas struct {
	size
	runes [][]rune
	tones [][]tone
	taken [][]bool // not to be drawn over: texts with the blanks in them
}

func newCanvas(s size) *canvas {
	c := &canvas{size: s}
	for range s.h {
		c.runes = append(c.runes, slices.Repeat([]rune{' '}, s.w))
		c.tones = append(c.tones, make([]tone, s.w))
		c.taken = append(c.taken, make([]bool, s.w))
	}
	return c
}

func (c *canvas) put(x, y int, r rune, as tone) {
	if x >= 0 && y >= 0 && x < c.w && y < c.h {
		c.runes[y][x], c.tones[y][x], c.taken[y][x] = r, as, true
	}
}

// free tells whether n cells from x on are there, and are blank or a line.
func (c *canvas) free(x, y, n int) bool {
	if y < 0 || y >= c.h || x < 0 || x+n > c.w {
		return false
	}
	return !slices.Contains(c.taken[y][x:x+n], true)
}

// write puts a text where it is free, and tells whether it was.
func (c *canvas) write(x, y int, s string, as tone) bool {
	if !c.free(x, y, cells(s)) {
		return false
	}
	for _, r := range s {
		c.put(x, y, r, as)
		x++
	}
	return true
}

// line draws dots from one point to another, the ends left out.
func (c *canvas) line(a, b point) {
	steps := max(abs(b.x-a.x), abs(b.y-a.y)*2)
	for i := 2; i < steps-1; i += 2 {
		f := float64(i) / float64(steps)
		x, y := a.x+int(math.Round(f*float64(b.x-a.x))), a.y+int(math.Round(f*float64(b.y-a.y)))
		if c.free(x, y, 1) {
			c.runes[y][x], c.tones[y][x] = '·', dim
		}
	}
}

// lines are the canvas as text.
func (c *canvas) lines(t theme) []string {
	out := make([]string, c.h)
	for y := range c.h {
		var s strings.Builder
		for from := 0; from < c.w; {
			to := from
			for to < c.w && c.tones[y][to] == c.tones[y][from] {
				to++
			}
			s.WriteString(t.paint(c.tones[y][from], string(c.runes[y][from:to])))
			from = to
		}
		out[y] = s.String()
	}
	return out
}

type point struct{ x, y int }

func abs(n int) int { return max(n, -n) }

// frame maps a part of the star map onto a canvas.
type frame struct {
	minX, minY, maxX, maxY float64
	size                   size
	margin                 int
}

// frameOf holds all points; a lone one stands in the middle.
func frameOf(xs, ys []float64, s size, margin int) frame {
	f := frame{size: s, margin: margin}
	f.minX, f.maxX = spread(xs)
	f.minY, f.maxY = spread(ys)
	return f
}

func spread(v []float64) (least, most float64) {
	if len(v) == 0 {
		return 0, 1
	}
	least, most = slices.Min(v), slices.Max(v)
	if most-least < 1 {
		return least - 1, most + 1
	}
	return least, most
}

func (f frame) at(x, y float64) point {
	w, h := f.size.w-2*f.margin-1, f.size.h-3
	return point{
		f.margin + int(math.Round((x-f.minX)/(f.maxX-f.minX)*float64(max(w, 0)))),
		1 + int(math.Round((y-f.minY)/(f.maxY-f.minY)*float64(max(h, 0)))),
	}
}

// starMap draws what is known: the region the captain is in, or the galaxy. The
// place with the id picked is marked.
func starMap(v *cosmicv1.View, s size, galaxy bool, picked string, t theme) []string {
	if s.w < 10 || s.h < 4 {
		return nil
	}
	c := newCanvas(s)
	if galaxy {
		drawGalaxy(c, v, picked)
	} else {
		drawRegion(c, v, picked)
	}
	return c.lines(t)
}

func drawRegion(c *canvas, v *cosmicv1.View, picked string) {
	here := v.GetLocation()
	var nodes []*cosmicv1.Node
	var xs, ys []float64
	for _, n := range v.GetMap().GetNodes() {
		if n.GetRegionId() == here.GetRegionId() {
			nodes, xs, ys = append(nodes, n), append(xs, n.GetX()), append(ys, n.GetY())
		}
	}
	f := frameOf(xs, ys, c.size, 3)
	places := map[string]point{}
	for _, n := range nodes {
		places[n.GetId()] = f.at(n.GetX(), n.GetY())
	}
	for _, n := range nodes {
		drawNode(c, n, places[n.GetId()], here.GetNodeId(), picked)
	}
	for _, n := range nodes {
		label(c, n.GetName()+questMark(n.GetQuestIds()), places[n.GetId()], n.GetId() == here.GetNodeId() || n.GetId() == picked)
	}
	for _, l := range v.GetMap().GetLinks() {
		a, okA := places[l.GetFrom()]
		b, okB := places[l.GetTo()]
		if okA && okB {
			c.line(a, b)
		}
	}
	drawExits(c, v, picked)
}

// drawNode puts a node's glyph: @ where the captain is, brackets around the
// picked one.
func drawNode(c *canvas, n *cosmicv1.Node, p point, here, picked string) {
	as := normal
	if !n.GetVisited() {
		as = dim
	}
	r := glyph(n.GetType(), n.GetVisited())
	if n.GetId() == here {
		r, as = '@', accent
	}
	if n.GetId() == picked {
		c.put(p.x-1, p.y, '[', strong)
		c.put(p.x+1, p.y, ']', strong)
	}
	c.put(p.x, p.y, r, as)
}

// label writes a name beside a point, where there is room.
func label(c *canvas, name string, p point, prominent bool) {
	as := dim
	if prominent {
		as = strong
	}
	name = cut(name, 16)
	n := cells(name)
	_ = c.write(p.x+2, p.y, name, as) || c.write(p.x-2-n, p.y, name, as) ||
		c.write(p.x-n/2, p.y+1, name, as) || c.write(p.x-n/2, p.y-1, name, as)
}

// drawExits writes the linked regions at the edge they lie behind.
func drawExits(c *canvas, v *cosmicv1.View, picked string) {
	regions := map[string]*cosmicv1.Region{}
	for _, r := range v.GetMap().GetRegions() {
		regions[r.GetId()] = r
	}
	home := regions[v.GetLocation().GetRegionId()]
	for _, d := range v.GetDestinations() {
		r := regions[d.GetRegionId()]
		if r == nil || home == nil {
			continue
		}
		name, as := "→"+cut(d.GetName()+questMark(d.GetQuestIds()), c.w/2-4), dim
		if d.GetRegionId() == picked {
			name, as = "["+name+"]", strong
		}
		y := c.h / 2
		if dy := r.GetY() - home.GetY(); math.Abs(dy) > 150 {
			y = (c.h - 1) * (1 + int(math.Copysign(1, dy))) / 2
		}
		x := (c.w - cells(name)) / 2
		if dx := r.GetX() - home.GetX(); math.Abs(dx) > 150 {
			x = (c.w - cells(name)) * (1 + int(math.Copysign(1, dx))) / 2
		}
		for _, dy := range []int{0, 1, -1, 2, -2} {
			if c.write(x, y+dy, name, as) {
				break
			}
		}
	}
}

func drawGalaxy(c *canvas, v *cosmicv1.View, picked string) {
	var xs, ys []float64
	for _, r := range v.GetMap().GetRegions() {
		xs, ys = append(xs, r.GetX()), append(ys, r.GetY())
	}
	for _, n := range v.GetMap().GetNodes() {
		xs, ys = append(xs, n.GetX()), append(ys, n.GetY())
	}
	f := frameOf(xs, ys, c.size, 2)
	centres := map[string]point{}
	for _, n := range v.GetMap().GetNodes() {
		drawNode(c, n, f.at(n.GetX(), n.GetY()), v.GetLocation().GetNodeId(), picked)
	}
	for _, r := range v.GetMap().GetRegions() {
		p := f.at(r.GetX(), r.GetY())
		centres[r.GetId()] = p
		name, as := cut(r.GetName(), 18), dim
		if r.GetId() == v.GetLocation().GetRegionId() {
			as = accent
		}
		if r.GetId() == picked {
			name, as = "["+name+"]", strong
		}
		x := min(max(0, p.x-cells(name)/2), c.w-cells(name))
		for _, dy := range []int{0, 1, -1, 2, -2} {
			if c.write(x, p.y+dy, name, as) {
				break
			}
		}
	}
	for _, l := range v.GetMap().GetRegionLinks() {
		a, okA := centres[l.GetFrom()]
		b, okB := centres[l.GetTo()]
		if okA && okB {
			c.line(a, b)
		}
	}
}

// questMark follows the name of a place that a running quest leads to.
func questMark(quests []string) string {
	if len(quests) > 0 {
		return "!"
	}
	return ""
}
