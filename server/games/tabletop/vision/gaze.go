package vision

import (
	"maps"
	"slices"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
)

// Eye is somebody who looks. Lengths are in cells.
type Eye struct {
	At plane.Point
	// Range is how far it sees in light; 0 for as far as there is light.
	Range float64
	// Darkvision is how far it sees without light; 0 for not at all.
	Darkvision float64
}

// Lamp is something that gives light. Lengths are in cells.
type Lamp struct {
	At plane.Point
	// Bright and Dim are the radii; what is bright counts as dim, too.
	Bright, Dim float64
	// Shadows is false when walls do not stop it.
	Shadows bool
}

// Level is how well a place is seen.
type Level int

// Not at all, in dim light or by darkvision, in bright light.
const (
	Unseen Level = iota
	Dim
	Lit
)

// Gaze is what some eyes see together.
type Gaze struct {
	blockers *Blockers
	ambient  Level
	eyes     []Eye
	lamps    []Lamp
}

// Gaze is what the eyes see by the light of the lamps, in a darkness from 0
// (bright day) to 1 (no other light).
func (b *Blockers) Gaze(darkness float64, eyes []Eye, lamps []Lamp) Gaze {
	return Gaze{blockers: b, ambient: ambient(darkness), eyes: eyes, lamps: lamps}
}

func ambient(darkness float64) Level {
	switch {
	case darkness <= 0.25:
		return Lit
	case darkness <= 0.75:
		return Dim
	}
	return Unseen
}

// feetPerCell is the grid's, or what the open rules have.
func feetPerCell(feet float64) float64 {
	if feet > 0 {
		return feet
	}
	return 5
}

// EyeOf is how a token sees; false for one that does not. feet is how many go to
// a cell, 0 for 5. Conditions are not asked: who is blinded is for the table to
// say.
func EyeOf(token *tabletopv1.Token, feet float64) (Eye, bool) {
	v, cell := token.GetVision(), feetPerCell(feet)
	if v == nil {
		return Eye{}, false
	}
	return Eye{At: plane.At(token.GetAt()), Range: v.GetRange() / cell, Darkvision: v.GetDarkvision() / cell}, true
}

// LampsOf is what gives light among the elements of a scene: lights that are on,
// and tokens that glow. What only game masters see gives players no light.
func LampsOf(elements map[string]*tabletopv1.Element, feet float64) []Lamp {
	var lamps []Lamp
	for _, id := range slices.Sorted(maps.Keys(elements)) {
		element := elements[id]
		if element.GetHidden() {
			continue
		}
		switch kind := element.GetKind().(type) {
		case *tabletopv1.Element_Light:
			if !kind.Light.GetOff() {
				lamps = addLamp(lamps, kind.Light.GetAt(), kind.Light.GetGlow(), kind.Light.GetShadows(), feet)
			}
		case *tabletopv1.Element_Token:
			lamps = addLamp(lamps, kind.Token.GetAt(), kind.Token.GetGlow(), true, feet)
		}
	}
	return lamps
}

func addLamp(lamps []Lamp, at *tabletopv1.Point, glow *tabletopv1.Glow, shadows bool, feet float64) []Lamp {
	cell := feetPerCell(feet)
	l := Lamp{At: plane.At(at), Bright: glow.GetBright() / cell, Dim: glow.GetDim() / cell, Shadows: shadows}
	if l.Bright <= 0 && l.Dim <= 0 || !l.At.Finite() {
		return lamps
	}
	return append(lamps, l)
}

// Level is how well the place is seen: exactly, by lines of sight.
func (g Gaze) Level(p plane.Point) Level {
	best, light := Unseen, Level(-1)
	for _, e := range g.eyes {
		far := e.At.Distance(p)
		inLight := e.Range == 0 || far <= max(e.Range, e.Darkvision)
		if !inLight && far > e.Darkvision || !g.blockers.Sees(e.At, p) {
			continue
		}
		if light < 0 {
			light = g.light(p)
		}
		if inLight {
			best = max(best, light)
		}
		if far <= e.Darkvision {
			best = max(best, Dim)
		}
		if best == Lit {
			break
		}
	}
	return best
}

// SeesPoint tells whether the place is seen at all.
func (g Gaze) SeesPoint(p plane.Point) bool { return g.Level(p) != Unseen }

// light is how light it is at the place.
func (g Gaze) light(p plane.Point) Level {
	best := g.ambient
	for _, l := range g.lamps {
		if best == Lit {
			break
		}
		level := Unseen
		switch far := l.At.Distance(p); {
		case far <= l.Bright:
			level = Lit
		case far <= l.Dim:
			level = Dim
		}
		if level > best && (!l.Shadows || g.blockers.Sees(l.At, p)) {
			best = level
		}
	}
	return best
}
