// Package ground makes pictures of ground as somebody may see them: what they
// have not explored is not in the bytes. A page that got the whole map and drew
// fog over it would tell every secret to whoever opens the developer tools.
//
// Maps are kept as pyramids of tiles (server/library). A tile is masked by the
// squares of explored ground under it (vision.Explored) before it is encoded
// again: so not even what a lossy format smears from pixel to pixel comes from
// beyond. A pixel is shown if the ground under its four corners was explored.
// Where all of a tile is known its bytes go out as they are, where nothing is known
// none do.
//
// A tile is named (Mask.Tag) by what is shown of it and by nothing else: a browser
// that asks again after more was explored elsewhere is answered that nothing has
// changed.
package ground

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"math"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/vision"
)

// TileSide is the width and height of tiles in pixels.
const TileSide = 512

// Picture is a map as it is kept.
type Picture struct {
	Width  int    `json:"width"`  // pixels
	Height int    `json:"height"` // pixels
	Tile   int    `json:"tile"`   // pixels to a tile's side
	Levels int    `json:"levels"` // of tiles: the last has the picture's own size, each before it half of that
	Tint   string `json:"tint"`   // average colour, "#rrggbb"
}

// Tile is a place in a pyramid.
type Tile struct{ Level, Column, Row int }

// In is an error when a picture has no such tile.
func (t Tile) In(p Picture) error {
	if t.Level < 0 || t.Level >= p.Levels || t.Column < 0 || t.Row < 0 {
		return fmt.Errorf("there is no tile %d/%d/%d", t.Level, t.Column, t.Row)
	}
	if w, h := t.size(p); w <= 0 || h <= 0 {
		return fmt.Errorf("there is no tile %d/%d/%d", t.Level, t.Column, t.Row)
	}
	return nil
}

// scale is how many pixels of the picture go into one of the tile, a side.
func (t Tile) scale(p Picture) int { return 1 << (p.Levels - 1 - t.Level) }

// size is that of the tile in pixels: those at the right and lower edge are
// smaller.
func (t Tile) size(p Picture) (width, height int) {
	side := func(all, at int) int {
		level := (all + t.scale(p) - 1) / t.scale(p)
		return min(TileSide, level-at*TileSide)
	}
	return side(p.Width, t.Column), side(p.Height, t.Row)
}

// Mask is what may be seen of a tile.
type Mask struct {
	width, height int
	shown         []bool // pixel by pixel
	some, all     bool
	tag           string
}

// All tells whether everything may be seen.
func (m Mask) All() bool { return m.all }

// None tells whether nothing may be seen.
func (m Mask) None() bool { return !m.some }

// Tag names what may be seen: equal for equal tiles of the same asset that show
// the same.
func (m Mask) Tag() string { return m.tag }

// MaskOf finds what may be seen of a tile of a picture that lies on a scene.
// Without explored ground (no fog) that is everything.
func MaskOf(asset string, p Picture, t Tile, on *tabletopv1.MapPlacement, explored *vision.Explored) Mask {
	m := Mask{some: true, all: true}
	m.width, m.height = t.size(p)
	if explored != nil {
		m.look(placing(p, t, on), explored)
	}
	sum := sha256.New()
	_, _ = fmt.Fprintf(sum, "%s/%d/%d/%d/%v/%v;", asset, t.Level, t.Column, t.Row, m.all, m.some)
	if m.some && !m.all {
		_, _ = sum.Write(packed(m.shown))
	}
	m.tag = base64.RawURLEncoding.EncodeToString(sum.Sum(nil)[:18])
	return m
}

// look fills the mask in.
func (m *Mask) look(at affine, explored *vision.Explored) {
	m.shown = make([]bool, m.width*m.height)
	m.some = false
	above, below := make([]bool, m.width+1), make([]bool, m.width+1)
	at.row(0, m.height, explored, above)
	for y := range m.height {
		at.row(y+1, m.height, explored, below)
		for x := range m.width {
			seen := above[x] && above[x+1] && below[x] && below[x+1]
			m.shown[y*m.width+x] = seen
			m.some = m.some || seen
			m.all = m.all && seen
		}
		above, below = below, above
	}
}

func packed(flags []bool) []byte {
	bits := make([]byte, (len(flags)+7)/8) //nolint:mnd // bits in a byte
	for i, flag := range flags {
		if flag {
			bits[i/8] |= 1 << (i % 8)
		}
	}
	return bits
}

// affine takes a tile's pixels to places on the scene, in cells.
type affine struct{ x0, y0, xx, xy, yx, yy float64 }

// placing is how a tile lies: its picture is stretched to the placement's size
// and turned about its middle.
func placing(p Picture, t Tile, on *tabletopv1.MapPlacement) affine {
	turn := on.GetRotation() * math.Pi / 180 //nolint:mnd // degrees
	cos, sin := math.Cos(turn), math.Sin(turn)
	halfX, halfY := on.GetWidth()/2, on.GetHeight()/2 //nolint:mnd // the middle
	stepX := on.GetWidth() / float64(p.Width) * float64(t.scale(p))
	stepY := on.GetHeight() / float64(p.Height) * float64(t.scale(p))
	left, top := float64(t.Column*TileSide)*stepX-halfX, float64(t.Row*TileSide)*stepY-halfY
	return affine{
		x0: on.GetAt().GetX() + halfX + left*cos - top*sin, y0: on.GetAt().GetY() + halfY + left*sin + top*cos,
		xx: stepX * cos, xy: -stepY * sin, yx: stepX * sin, yy: stepY * cos,
	}
}

// within is how far, in pixels, corners on a tile's rim are drawn into it: what
// lies exactly on the scene's border is outside.
const within = 1e-4

// row tells of the corners along the upper edge of a row of pixels whether they
// are on explored ground. height is the number of rows.
func (a affine) row(y, height int, explored *vision.Explored, seen []bool) {
	down := drawnIn(y, height)
	x0, y0 := a.x0+down*a.xy, a.y0+down*a.yy
	for x := range seen {
		right := drawnIn(x, len(seen)-1)
		seen[x] = explored.Has(x0+right*a.xx, y0+right*a.yx)
	}
}

func drawnIn(at, most int) float64 { return max(within, min(float64(most)-within, float64(at))) }
