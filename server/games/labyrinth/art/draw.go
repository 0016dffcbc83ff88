//go:build ignore

// Draw writes the tiles and portraits of Labyrinth. Run it in the folder above:
//
//	go run art/draw.go art/faces.go
//
// All tiles are cut from the same stone: a passage is 64 of 160 units wide where
// it meets an edge, slabs and bricks end on the edges, and the light of the
// torches has faded there, so that any two neighbours join without a seam.
package main

import (
	"fmt"
	"log"
	"os"
	"strings"
)

const (
	edge  = 160
	mid   = edge / 2
	half  = 32 // half a passage
	north = 1
	east  = 2
	south = 4
	west  = 8
)

var tiles = map[string]int{
	"dead_end_N": north, "dead_end_E": east, "dead_end_S": south, "dead_end_W": west,
	"corridor_NS": north | south, "corridor_EW": east | west,
	"turn_NE": north | east, "turn_NW": north | west, "turn_SE": south | east, "turn_SW": south | west,
	"t_section_N": east | south | west, "t_section_E": north | south | west,
	"t_section_S": north | east | west, "t_section_W": north | east | south,
	"crossroad": north | east | south | west,
}

func main() {
	drawFaces()
	for name, open := range tiles {
		file := "art/tiles/tile_" + name + ".svg"
		if err := os.WriteFile(file, []byte(tile(name, open)), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// noise is a small fixed hash: the same stones at every run.
func noise(x, y, salt int) int {
	h := uint32(x*374761393 + y*668265263 + salt*2246822519)
	h = (h ^ h>>13) * 1274126177
	return int((h ^ h>>16) & 0xffff)
}

func tile(name string, open int) string {
	var b strings.Builder
	f := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	id := "t" + strings.ToLower(strings.ReplaceAll(name, "_", ""))
	f(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160" role="img" aria-label="%s">`, strings.ReplaceAll(name, "_", " "))
	f(`<defs>`)
	f(`<clipPath id="%s-f"><path d="%s"/></clipPath>`, id, floor(open))
	f(`<radialGradient id="%s-l" gradientUnits="userSpaceOnUse" cx="80" cy="80" r="80"><stop offset="0" stop-color="#ffc46b" stop-opacity=".62"/><stop offset=".45" stop-color="#f0963c" stop-opacity=".3"/><stop offset="1" stop-color="#c8641e" stop-opacity="0"/></radialGradient>`, id)
	f(`<radialGradient id="%s-g"><stop offset="0" stop-color="#ffe0a0" stop-opacity=".95"/><stop offset=".3" stop-color="#ffae4a" stop-opacity=".55"/><stop offset="1" stop-color="#ff8a1e" stop-opacity="0"/></radialGradient>`, id)
	f(`</defs>`)
	f(`<rect width="160" height="160" fill="#17161d"/>`)
	rock(f)
	d := floor(open)
	f(`<path d="%s" fill="none" stroke="#0c0b10" stroke-width="26"/>`, d)
	f(`<path d="%s" fill="none" stroke="#4a4550" stroke-width="20"/>`, d)
	f(`<path d="%s" fill="none" stroke="#6a6268" stroke-width="14" stroke-dasharray="14 2"/>`, d)
	f(`<path d="%s" fill="none" stroke="#2a262e" stroke-width="5"/>`, d)
	f(`<g clip-path="url(#%s-f)">`, id)
	f(`<path d="%s" fill="#5d5650"/>`, d)
	slabs(f)
	f(`<path d="%s" fill="none" stroke="#1a171c" stroke-width="10" stroke-opacity=".45"/>`, d)
	f(`<rect width="160" height="160" fill="url(#%s-l)"/>`, id)
	f(`</g>`)
	torches(f, id, open)
	f(`</svg>`)
	return b.String()
}

// floor is the outline of the passage; arms reach beyond the edges so that their
// walls are cut there.
func floor(open int) string {
	lo, hi, out := mid-half, mid+half, 20
	var p []string
	add := func(x, y int) { p = append(p, fmt.Sprintf("%d %d", x, y)) }
	corner := func(a, b bool, x, y, sx, sy int) {
		// Where two closed sides meet, the chamber's corner is cut.
		if a || b {
			add(x, y)
			return
		}
		if sx == sy {
			add(x, y-sy*14)
			add(x-sx*14, y)
		} else {
			add(x-sx*14, y)
			add(x, y-sy*14)
		}
	}
	n, e, s, w := open&north > 0, open&east > 0, open&south > 0, open&west > 0
	corner(w, n, lo, lo, -1, -1)
	if n {
		add(lo, -out)
		add(hi, -out)
	}
	corner(n, e, hi, lo, 1, -1)
	if e {
		add(edge+out, lo)
		add(edge+out, hi)
	}
	corner(e, s, hi, hi, 1, 1)
	if s {
		add(hi, edge+out)
		add(lo, edge+out)
	}
	corner(s, w, lo, hi, -1, 1)
	if w {
		add(-out, hi)
		add(-out, lo)
	}
	return "M" + strings.Join(p, "L") + "Z"
}

// rock strews boulders where there is no passage, none of them across an edge.
func rock(f func(string, ...any)) {
	shades := []string{"#1f1d25", "#22202a", "#1b1a21", "#262330"}
	for y := range 8 {
		for x := range 8 {
			n := noise(x, y, 3)
			cx, cy, r := x*20+10+n%5-2, y*20+10+n/8%5-2, 5+n/64%4
			f(`<path d="M%d %dl%d -%dl%d %dl-%d %dz" fill="%s"/>`, cx-r, cy, r, r, r+1, r-1, r, r, shades[n%len(shades)])
		}
	}
}

// slabs pave the passages in courses of 16. The half slabs of every other course
// end on the edge and have one colour, so that they meet their other halves.
func slabs(f func(string, ...any)) {
	shades := []string{"#6f675e", "#777066", "#675f57", "#807769", "#6b645d", "#726a60"}
	for row := range edge / 16 {
		y := row * 16
		for x := -16 * (row % 2); x < edge; x += 32 {
			across, along := y+16 > mid-half && y < mid+half, x+32 > mid-half && x < mid+half
			if !across && !along {
				continue // no passage goes there
			}
			n := noise(x, row, 7)
			if x < 0 || x+32 > edge {
				n = noise(0, row, 11)
			}
			f(`<rect x="%.1f" y="%d.6" width="30.8" height="14.8" rx="2" fill="%s"/>`, float64(x)+.6, y, shades[n%len(shades)])
			if x < 0 || x+32 > edge {
				continue
			}
			f(`<path d="M%d %dh25" stroke="#938878" stroke-opacity=".5"/>`, x+3, y+2)
			if n%5 == 0 {
				f(`<path d="M%d %dl4 4l-2 4" fill="none" stroke="#4d4740"/>`, x+8+n%9, y+4)
			}
		}
	}
}

// torches hang on the closed sides; a crossroad has braziers at its corners.
func torches(f func(string, ...any), id string, open int) {
	at := func(x, y int, size float64) {
		f(`<circle cx="%d" cy="%d" r="%.0f" fill="url(#%s-g)"/>`, x, y, 26*size, id)
		f(`<g transform="translate(%d %d) scale(%.2f)"><path d="M-3 4h6l-1.6 9h-2.8z" fill="#3b2c20"/><path d="M-4.4 4.6h8.8v2.4h-8.8z" fill="#8d6a3c"/><path d="M0-13c3.6 5 6.4 8.4 5.2 13.2C4.6 3 2.6 4.6 0 4.6S-4.6 3-5.2.2C-6.2-4-2.4-7.4 0-13z" fill="#ff8f1f"/><path d="M0-6.6c2 2.8 3.4 5 2.8 7.6C2.4 2.9 1.4 3.8 0 3.8S-2.4 2.9-2.8 1C-3.4-1.6-1.4-3.6 0-6.6z" fill="#ffe9a8"/></g>`, x, y, size)
	}
	closed := 0
	for _, side := range []struct{ bit, x, y int }{{north, 80, 44}, {east, 115, 80}, {south, 80, 112}, {west, 45, 80}} {
		if open&side.bit == 0 {
			at(side.x, side.y, 1)
			closed++
		}
	}
	if closed == 0 {
		for _, c := range [][2]int{{44, 42}, {116, 42}, {44, 114}, {116, 114}} {
			at(c[0], c[1], .8)
		}
	}
}
