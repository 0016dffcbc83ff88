package format

import "playhouse/server/games/tabletop/plane"

// clip cuts a line at the border of a map from 0,0 to width,height: what remains,
// as lines that do not touch each other, and whether anything was cut.
func clip(line []plane.Point, width, height float64) (chains [][]plane.Point, cut bool) {
	var chain []plane.Point
	for i := 1; i < len(line); i++ {
		a, b, ok := inside(line[i-1], line[i], width, height)
		if !ok || a == b {
			cut = cut || line[i-1] != line[i]
			continue
		}
		cut = cut || a != line[i-1] || b != line[i]
		if n := len(chain); n == 0 || chain[n-1] != a {
			chains = keep(chains, chain)
			chain = []plane.Point{a}
		}
		chain = append(chain, b)
	}
	return keep(chains, chain), cut
}

func keep(chains [][]plane.Point, chain []plane.Point) [][]plane.Point {
	if len(chain) < 2 {
		return chains
	}
	return append(chains, chain)
}

// inside is the part of the way from a to b on the map, by Liang and Barsky. Ends
// that are on it stay exactly where they are.
func inside(a, b plane.Point, width, height float64) (from, to plane.Point, ok bool) {
	first, last := 0.0, 1.0
	dx, dy := b.X-a.X, b.Y-a.Y
	for _, side := range [4][2]float64{{-dx, a.X}, {dx, width - a.X}, {-dy, a.Y}, {dy, height - a.Y}} {
		toward, room := side[0], side[1]
		switch {
		case toward == 0 && room < 0:
			return a, b, false
		case toward < 0:
			first = max(first, room/toward)
		case toward > 0:
			last = min(last, room/toward)
		}
	}
	if first > last {
		return a, b, false
	}
	from, to = a, b
	if first > 0 {
		from = onMap(plane.Point{X: a.X + first*dx, Y: a.Y + first*dy}, width, height)
	}
	if last < 1 {
		to = onMap(plane.Point{X: a.X + last*dx, Y: a.Y + last*dy}, width, height)
	}
	return from, to, true
}

// onMap undoes what rounding carried out of the map.
func onMap(p plane.Point, width, height float64) plane.Point {
	return plane.Point{X: clamp(p.X, 0, width), Y: clamp(p.Y, 0, height)}
}
