// Package frame packs who is where in a world for those who watch: quantised, only
// what is in their viewport, only what looks different than before.
//
// Agents are columns, not messages: a page decodes five thousand of them from packed
// bytes in a fraction of the time that five thousand messages take, and a key frame
// of a thousand has 8 kB. Positions are 16 bits over the area, absolute also in
// differences: steps between two frames seldom fit into 8 bits, and what was lost
// once would be wrong for ever.
package frame

import (
	"encoding/binary"
	"slices"

	arenav1 "playhouse/gen/playhouse/arena/v1"
)

// Shot is a world at a tick, quantised. Its columns have one entry for each agent, in
// ascending order of ids. It is not changed once it was taken.
type Shot struct {
	Tick, Run     int32
	Width, Height float64 // of the area, in units
	IDs           []int32
	X, Y          []uint16 // 65535ths of Width and Height
	Headings      []uint8  // 256ths of a turn
	Health        []uint8  // 255ths
	States        []uint8  // as in Frame.states
	Holders       []int32  // of control points
}

const full = 65535

// Quantise is a coordinate in 65535ths of an extent.
func Quantise(x, extent float64) uint16 {
	return uint16(min(max(x/extent, 0), 1)*full + 0.5) //nolint:mnd // rounds
}

// View is a part of the area in a shot's own steps.
type View struct{ left, top, right, bottom uint16 }

// All is the whole area.
var All = View{right: full, bottom: full}

// Look is a viewport in a shot's own steps; what lies outside of the area is cut off.
func (s *Shot) Look(v *arenav1.Viewport) View {
	if v == nil {
		return All
	}
	return View{
		left: Quantise(v.GetX(), s.Width), top: Quantise(v.GetY(), s.Height),
		right: Quantise(v.GetX()+v.GetWidth(), s.Width), bottom: Quantise(v.GetY()+v.GetHeight(), s.Height),
	}
}

func (s *Shot) within(i int, v View) bool {
	return s.X[i] >= v.left && s.X[i] <= v.right && s.Y[i] >= v.top && s.Y[i] <= v.bottom
}

// Key is a frame of all agents in a view.
func (s *Shot) Key(v View) *arenav1.Frame {
	p := newPacker(s, len(s.IDs))
	for i := range s.IDs {
		if s.within(i, v) {
			p.add(i)
		}
	}
	f := p.f
	f.Key = true
	return f
}

// Since is a frame of what looks different than in an earlier shot of the same run,
// in the same view.
func (s *Shot) Since(before *Shot, v View) *arenav1.Frame {
	p := newPacker(s, len(s.IDs)/2) //nolint:mnd // a guess
	i, j := 0, 0
	for i < len(s.IDs) || j < len(before.IDs) {
		switch {
		case j == len(before.IDs) || i < len(s.IDs) && s.IDs[i] < before.IDs[j]:
			if s.within(i, v) {
				p.add(i)
			}
			i++
		case i == len(s.IDs) || before.IDs[j] < s.IDs[i]:
			if before.within(j, v) {
				p.leave(before.IDs[j])
			}
			j++
		default:
			p.compare(before, i, j, v)
			i, j = i+1, j+1
		}
	}
	f := p.f
	if slices.Equal(s.Holders, before.Holders) {
		f.Holders = nil
	}
	return f
}

// Empty is true when a frame tells nothing new.
func Empty(f *arenav1.Frame) bool {
	return !f.GetKey() && len(f.GetIds()) == 0 && len(f.GetGone()) == 0 && len(f.GetHolders()) == 0
}

// packer fills the columns of a frame.
type packer struct {
	shot           *Shot
	f              *arenav1.Frame
	last, lastGone int32
}

func newPacker(s *Shot, room int) *packer {
	return &packer{shot: s, f: &arenav1.Frame{
		Tick: s.Tick, Run: s.Run, Holders: s.Holders,
		Ids: make([]byte, 0, room+room/4), Positions: make([]byte, 0, 4*room), //nolint:mnd // two of 16 bits
		Headings: make([]byte, 0, room), Health: make([]byte, 0, room), States: make([]byte, 0, room),
	}}
}

func (p *packer) compare(before *Shot, i, j int, v View) {
	s := p.shot
	was, is := before.within(j, v), s.within(i, v)
	switch {
	case is && (!was || s.differs(i, before, j)):
		p.add(i)
	case was && !is:
		p.leave(s.IDs[i])
	}
}

func (s *Shot) differs(i int, b *Shot, j int) bool {
	return s.X[i] != b.X[j] || s.Y[i] != b.Y[j] || s.Headings[i] != b.Headings[j] || s.Health[i] != b.Health[j] || s.States[i] != b.States[j]
}

func (p *packer) add(i int) {
	s, f := p.shot, p.f
	f.Ids = binary.AppendUvarint(f.GetIds(), uint64(s.IDs[i]-p.last))
	p.last = s.IDs[i]
	f.Positions = binary.LittleEndian.AppendUint16(f.GetPositions(), s.X[i])
	f.Positions = binary.LittleEndian.AppendUint16(f.GetPositions(), s.Y[i])
	f.Headings = append(f.Headings, s.Headings[i])
	f.Health = append(f.Health, s.Health[i])
	f.States = append(f.States, s.States[i])
}

func (p *packer) leave(id int32) {
	p.f.Gone = binary.AppendUvarint(p.f.GetGone(), uint64(id-p.lastGone))
	p.lastGone = id
}
