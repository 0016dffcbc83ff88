package archive

import (
	"fmt"

	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
)

// renewal gives everything in an archive new ids. What points to what is not there
// points to nothing afterwards, and a warning says so.
type renewal struct {
	ids      map[string]string // by the old ones
	newID    func() uuid.UUID
	warnings []string
}

func (w *renewal) warnf(format string, args ...any) {
	w.warnings = append(w.warnings, fmt.Sprintf(format, args...))
}

// take gives an id a new one.
func (w *renewal) take(old string) string {
	w.ids[old] = w.newID().String()
	return w.ids[old]
}

// follow is the new id that an old one has now; empty when it has none.
func (w *renewal) follow(old, what, of string) string {
	if old == "" {
		return ""
	}
	now := w.ids[old]
	if now == "" {
		w.warnf("%s: its %s is not in the archive", of, what)
	}
	return now
}

// nested is a folder, of either kind.
type nested interface {
	GetId() string
	GetParentId() string
	GetName() string
}

// inOrder sorts folders so that each comes after the one it is in. Those in a ring,
// or in what is not there, come to the top; of two with one id the last is taken.
func inOrder[F nested](w *renewal, all []F, place func(f F, id, parent string)) []F {
	byID, ids := map[string]F{}, make([]string, len(all))
	for i, f := range all {
		byID[f.GetId()], ids[i] = f, f.GetId()
	}
	var sorted []F
	state := map[string]int{} // 1 on the way, 2 done
	var visit func(f F)
	visit = func(f F) {
		old, in := f.GetId(), f.GetParentId() // place changes them
		state[old] = 1
		parent, known := byID[in]
		switch {
		case in == "":
		case !known || state[in] == 1:
			w.warnf("folder %q: the folder it was in cannot be made; it is at the top now", f.GetName())
			known = false
		case state[in] == 0:
			visit(parent)
		}
		up := ""
		if known {
			up = w.ids[in]
		}
		place(f, w.take(old), up)
		state[old] = 2
		sorted = append(sorted, f)
	}
	for _, old := range ids {
		if state[old] == 0 {
			visit(byID[old])
		}
	}
	return sorted
}

// scene lets what lies on a scene point to the new assets and creatures.
func (w *renewal) scene(name string, s *tabletopv1.Scene) {
	for _, e := range s.GetElements() {
		switch k := e.GetKind().(type) {
		case *tabletopv1.Element_Map:
			k.Map.AssetId = w.follow(k.Map.GetAssetId(), "picture", name)
		case *tabletopv1.Element_Token:
			k.Token.AssetId = w.follow(k.Token.GetAssetId(), "picture", name)
			k.Token.CreatureId = w.creature(k.Token.GetCreatureId())
		}
	}
	for _, c := range s.GetInitiative().GetCombatants() {
		c.CreatureId = w.creature(c.GetCreatureId())
	}
	var cues []string
	for _, old := range s.GetCues() {
		if now := w.follow(old, "sound", name); now != "" {
			cues = append(cues, now)
		}
	}
	s.Cues = cues
}

// creature is a creature's new id; those of the house keep theirs.
func (w *renewal) creature(old string) string {
	if now := w.ids[old]; now != "" {
		return now
	}
	if _, err := uuid.Parse(old); err == nil {
		return "" // one of the campaign's that is gone
	}
	return old
}
