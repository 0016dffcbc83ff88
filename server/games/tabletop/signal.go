package tabletop

import (
	"slices"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/session"
)

// MayGlimpse tells whether a viewer sees a signal. Whoever is nothing at the table
// sees none. What names a token is for those who see it, comes from those who may
// move it, and is shown to players while it is dragged where they can see. What
// cannot be read is shown to nobody: nobody could say what is in it.
func (Game) MayGlimpse(s State, sig *sessionv1.Signal, v session.Viewer) bool {
	who := s.viewer(v)
	g := &tabletopv1.Gesture{}
	if who.role == nobody || proto.Unmarshal(sig.GetData(), g) != nil || len(g.ProtoReflect().GetUnknown()) > 0 {
		return false
	}
	if g.GetElementId() == "" {
		return sig.GetKind() != "drag"
	}
	b := s.board()
	if b == nil {
		return false
	}
	e := b.element(g.GetElementId())
	if !s.mayDrag(sig.GetUserId(), e) || !s.shows(b, who, e) {
		return false
	}
	if who.role == gm || s.look(b, who).owns(e.GetToken()) {
		return true
	}
	l := s.look(b, who)
	return l.gaze == nil || !slices.ContainsFunc(g.GetPoints(), func(p *tabletopv1.Point) bool { return !l.gaze.SeesPoint(plane.At(p)) })
}

// mayDrag is true for who may move an element.
func (s State) mayDrag(user string, e *element) bool {
	return e != nil && (s.isGM(user) || user != "" && slices.Contains(e.GetToken().GetOwnerIds(), user))
}
