package tabletop

import (
	"fmt"
	"regexp"
	"slices"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// PutElements adds elements and changes elements.
func (Game) PutElements(t session.Turn, s State, r *tabletopv1.PutElementsRequest) ([]*tabletopv1.Event, error) {
	d, err := s.draft(t)
	if err != nil {
		return nil, err
	}
	if len(r.GetElements()) > onceMost {
		return nil, session.Refuse("too_many", "at most %d elements at once", onceMost)
	}
	for i, e := range r.GetElements() {
		if err := checkElement(i, e); err != nil {
			return nil, err
		}
		id, err := d.putOne(proto.CloneOf(e))
		if err != nil {
			return nil, err
		}
		d.edit.Ids = append(d.edit.Ids, id)
	}
	first, what := r.GetElements()[0], "placed"
	if first.GetId() != "" {
		what = "changed"
	}
	d.tellf(what, d.edit.GetIds()[0], "%s %s", what, several(len(r.GetElements()), noun(first)))
	return d.done()
}

// putOne puts an element on the board and returns its id.
func (d *draft) putOne(e *element) (string, error) {
	kind, _ := layerOf(e)
	var before *element
	if e.GetId() != "" {
		var err error
		if before, err = d.element(e.GetId()); err != nil {
			return "", err
		}
		if was, _ := layerOf(before); was != kind {
			return "", session.Invalid("elements", "%q is %s and cannot become %s", e.GetId(), noun(before), noun(e))
		}
		if before.GetLocked() && e.GetLocked() {
			return "", d.lockedError(before)
		}
	}
	if err := d.claim(before, e); err != nil {
		return "", err
	}
	if t := e.GetToken(); t != nil && t.GetSize() == 0 {
		t.Size = 1
	}
	if e.GetId() == "" {
		e.Id = d.fresh(idLetters[kind])
	}
	d.put(before, e)
	return e.GetId(), nil
}

func (d *draft) lockedError(e *element) error {
	return session.Refuse("locked", "%s is locked; unlock it first", d.called(e))
}

// called is what an element is called to who acts, as they may know it.
func (d *draft) called(e *element) string {
	if d.gm() {
		return named(e)
	}
	return named(d.state.look(d.board, d.viewer()).face(e))
}

// claim refuses what is not for players, and makes drawings and areas their
// maker's.
func (d *draft) claim(before, e *element) error {
	owner := ownerOf(e)
	switch {
	case d.gm() && owner == nil:
		return nil
	case owner == nil || before != nil && *ownerOf(before) != d.user() && !d.gm():
		return d.notTheirs(before)
	}
	switch {
	case before != nil:
		*owner = *ownerOf(before)
	case *owner == "" || !d.gm():
		*owner = d.user()
	}
	if !d.gm() {
		e.Hidden, e.Locked = false, false
	}
	return nil
}

func (d *draft) notTheirs(before *element) error {
	if before == nil {
		return errNotGM
	}
	return session.Refuse("not_yours", "%s is not yours to change", d.called(before))
}

// ownerOf is where the maker of a drawing or an area is written; nil for other
// things.
func ownerOf(e *element) *string {
	switch k := e.GetKind().(type) {
	case *tabletopv1.Element_Area:
		return &k.Area.OwnerId
	case *tabletopv1.Element_Drawing:
		return &k.Drawing.OwnerId
	}
	return nil
}

// DeleteElements takes elements off the table.
func (Game) DeleteElements(t session.Turn, s State, r *tabletopv1.DeleteElementsRequest) ([]*tabletopv1.Event, error) {
	d, err := s.draft(t)
	if err != nil {
		return nil, err
	}
	if len(r.GetElementIds()) > onceMost {
		return nil, session.Refuse("too_many", "at most %d elements at once", onceMost)
	}
	ids := slices.Compact(slices.Sorted(slices.Values(r.GetElementIds())))
	for _, id := range ids {
		e, err := d.element(id)
		switch {
		case err != nil:
			return nil, err
		case !d.gm() && (ownerOf(e) == nil || *ownerOf(e) != d.user()):
			return nil, d.notTheirs(e)
		case e.GetLocked():
			return nil, d.lockedError(e)
		}
		d.remove(e)
	}
	d.tellf("removed", ids[0], "removed %s", several(len(ids), noun(d.board.element(ids[0]))))
	return d.done()
}

// remove takes an element off, with where it went.
func (d *draft) remove(e *element) {
	d.put(e, nil)
	d.changes[d.byElement[e.GetId()]].TrailBefore = d.board.trails[e.GetId()]
}

// TriggerArea shows a staged area to all.
func (Game) TriggerArea(t session.Turn, s State, r *tabletopv1.TriggerAreaRequest) ([]*tabletopv1.Event, error) {
	d, err := s.draft(t)
	if err != nil {
		return nil, err
	}
	e, err := d.element(r.GetElementId())
	switch {
	case err != nil:
		return nil, err
	case e.GetArea() == nil || !e.GetArea().GetStaged():
		return nil, session.Refuse("not_staged", "%s is not waiting to be triggered", d.called(e))
	case !d.gm() && e.GetArea().GetOwnerId() != d.user():
		return nil, d.notTheirs(e)
	}
	after := proto.CloneOf(e)
	after.GetArea().Staged, after.Hidden = false, false
	d.put(e, after)
	d.tellf("triggered", e.GetId(), "triggered %s", named(e))
	return d.done()
}

// nouns are what elements are called, by layer.
var nouns = [layers]string{"a map", "a token", "a wall", "a door", "a light", "an area", "a drawing", "a pin"}

func noun(e *element) string {
	kind, _ := layerOf(e)
	return nouns[kind]
}

// named is an element by its name, if it has one.
func named(e *element) string {
	switch k := e.GetKind().(type) {
	case *tabletopv1.Element_Token:
		if k.Token.GetName() != "" {
			return k.Token.GetName()
		}
	case *tabletopv1.Element_Area:
		if k.Area.GetLabel() != "" {
			return k.Area.GetLabel()
		}
	}
	return noun(e)
}

func several(n int, one string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf("%d things", n)
}

var elementID = regexp.MustCompile(`^[A-Za-z0-9_-]{0,40}$`)

// checkElement refuses what no board can hold.
func checkElement(i int, e *element) error {
	if _, ok := layerOf(e); !ok {
		return session.Invalid("elements", "number %d does not say what it is", i+1)
	}
	if !elementID.MatchString(e.GetId()) {
		return session.Invalid("elements", "number %d has a bad id: leave it empty for something new", i+1)
	}
	if what := unsound(e.ProtoReflect()); what != "" {
		return session.Invalid("elements", "number %d has no sound %s", i+1, what)
	}
	return checkPlaces(i, e)
}

// checkPlaces wants every place given.
func checkPlaces(i int, e *element) error {
	var there bool
	switch k := e.GetKind().(type) {
	case *tabletopv1.Element_Map:
		there = k.Map.GetAt() != nil
	case *tabletopv1.Element_Token:
		there = k.Token.GetAt() != nil
	case *tabletopv1.Element_Wall:
		there = len(k.Wall.GetPoints()) > 1
	case *tabletopv1.Element_Door:
		there = k.Door.GetFrom() != nil && k.Door.GetTo() != nil && !samePoint(k.Door.GetFrom(), k.Door.GetTo())
	case *tabletopv1.Element_Light:
		there = k.Light.GetAt() != nil
	case *tabletopv1.Element_Area:
		there = k.Area.GetAt() != nil
	case *tabletopv1.Element_Drawing:
		there = len(k.Drawing.GetPoints()) > 0
	case *tabletopv1.Element_Pin:
		there = k.Pin.GetAt() != nil
	}
	if !there {
		return session.Invalid("elements", "number %d does not say where it is", i+1)
	}
	return nil
}
