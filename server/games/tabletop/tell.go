package tabletop

import (
	"fmt"
	"strconv"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// Tell tells an event to a viewer, as they may hear of it.
func (Game) Tell(before State, e *tabletopv1.Event, after State, v session.Viewer) session.Happening {
	who := after.viewer(v)
	if who.role == nobody {
		return nil
	}
	h := tellTable(after, e, who)
	if k := e.GetEdited(); k != nil {
		h = tellEdit(before, k, after, who)
	}
	if h == nil {
		return nil // an interface that holds nothing would not be nil
	}
	if b := after.board(); b != nil && (who.role == gm || b.order.GetShown()) {
		h.Turn = b.order.GetRound()
	}
	return h
}

// tellTable tells what is not about the board.
func tellTable(s State, e *tabletopv1.Event, who viewer) *tabletopv1.Happening {
	h := &tabletopv1.Happening{}
	by := func(seat int32, action, rest string) *tabletopv1.Happening {
		h.Seat, h.Actor, h.Action = seat, s.seats[session.Seat(seat)].GetName(), action
		h.Narration = h.GetActor() + " " + rest
		return h
	}
	switch k := e.GetKind().(type) {
	case *tabletopv1.Event_Entered_:
		return by(k.Entered.GetSeat().GetSeat(), "joined", "is at the table.")
	case *tabletopv1.Event_Staged_:
		if who.role == gm {
			return by(k.Staged.GetSeat(), "scene", "opened "+s.board().name+".")
		}
		return by(k.Staged.GetSeat(), "scene", "opened a scene.")
	case *tabletopv1.Event_Saved_:
		if who.role == gm {
			return by(k.Saved.GetSeat(), "saved", "saved the scene.")
		}
	case *tabletopv1.Event_Sounded_:
		h.AssetId, h.Outcome = k.Sounded.GetAssetId(), strconv.FormatFloat(k.Sounded.GetVolume(), 'g', 3, 64)
		return by(k.Sounded.GetSeat(), "sound", "played a sound.")
	case *tabletopv1.Event_Said_, *tabletopv1.Event_Thrown_:
		return tellTalk(e, who)
	}
	return nil
}

func tellTalk(e *tabletopv1.Event, who viewer) *tabletopv1.Happening {
	talk := TalkOf(e, Reader{User: who.user, GM: who.role == gm})
	if talk == nil {
		return nil
	}
	h := &tabletopv1.Happening{Actor: talk.GetName(), Action: "said", Talk: talk, Narration: talk.GetName() + ": " + talk.GetText()}
	switch {
	case talk.GetRoll().GetConcealed():
		h.Action, h.Narration = "rolled", talk.GetName()+" rolled "+talk.GetRoll().GetNotation()+" blindly."
	case talk.GetRoll() != nil:
		h.Action, h.Outcome = "rolled", strconv.FormatInt(talk.GetRoll().GetTotal(), 10)
		h.Narration = talk.GetName() + " rolled " + talk.GetText()
	case len(talk.GetToUserIds()) > 0:
		h.Action = "whispered"
	case talk.GetEmote():
		h.Narration = talk.GetName() + " " + talk.GetText()
	}
	h.Seat = e.GetSaid().GetSeat() + e.GetThrown().GetSeat()
	return h
}

// tellEdit tells a change of the board: to game masters all, to others what they
// see of it, in words that name only what they know.
func tellEdit(before State, e *edited, after State, who viewer) *tabletopv1.Happening {
	h := &tabletopv1.Happening{Seat: e.GetSeat(), Actor: after.seats[session.Seat(e.GetSeat())].GetName(), Action: e.GetAction()}
	if e.GetWay() == tabletopv1.Event_WAY_UNDONE {
		h.Action = "undone"
	}
	if who.role == gm {
		h.ElementId, h.Way = e.GetSubject(), after.board().trails[e.GetSubject()].GetPoints()
		h.Narration = map[tabletopv1.Event_Way]string{
			tabletopv1.Event_WAY_UNDONE: h.GetActor() + " took back: " + e.GetLabel() + ".",
			tabletopv1.Event_WAY_REDONE: h.GetActor() + " made again: " + e.GetLabel() + ".",
		}[e.GetWay()]
		if h.GetNarration() == "" {
			h.Narration = h.GetActor() + " " + e.GetLabel() + "."
		}
		if e.GetAmount() != 0 {
			h.Outcome = fmt.Sprintf("%+d", e.GetAmount())
		}
		return h
	}
	return tellPlayer(sighting{before: before, after: after, who: who}, e, h)
}

// sighting is a change as a player sees it.
type sighting struct {
	before, after State
	who           viewer
}

func tellPlayer(s sighting, e *edited, h *tabletopv1.Happening) *tabletopv1.Happening {
	b := s.after.board()
	l := s.after.look(b, s.who)
	if h.GetAction() == "turn" {
		return l.tellTurn(h)
	}
	thing := b.element(e.GetSubject())
	if thing == nil {
		if c := b.combatants[e.GetSubject()]; c != nil {
			return l.tellFighter(c, h)
		}
		if thing = s.before.board().element(e.GetSubject()); !s.before.shows(s.before.board(), s.who, thing) {
			return nil
		}
	} else if !l.sees(thing) {
		return nil
	}
	h.ElementId = thing.GetId()
	if t := thing.GetToken(); t != nil && h.GetAction() == "moved" {
		h.Way = l.trail(thing.GetId(), t).GetPoints()
	}
	if t := thing.GetToken(); t != nil && l.owns(t) && e.GetAmount() != 0 {
		h.Outcome = fmt.Sprintf("%+d", e.GetAmount())
	}
	h.Narration = deed(h.GetAction(), named(l.face(thing)))
	return h
}

// deed says what happened to something.
func deed(action, what string) string {
	switch action {
	case "placed":
		return what + " is there."
	case "removed":
		return what + " is gone."
	case "died":
		return what + " died."
	case "revived":
		return what + " lives again."
	case "changed", "undone":
		return what + " changed."
	}
	return what + " was " + action + "."
}

// tellTurn tells whose turn it is, if the order is shown.
func (l *look) tellTurn(h *tabletopv1.Happening) *tabletopv1.Happening {
	c := l.current()
	if !l.order.GetShown() || c == nil || l.conceals(c) {
		return nil
	}
	h.Seat, h.Actor = 0, ""
	h.Outcome = l.fighter(c).GetName()
	if l.leads(c) {
		h.Outcome = c.GetName()
	}
	h.ElementId = l.fighter(c).GetTokenId()
	name := h.GetOutcome()
	if name == "" {
		name = "somebody"
	}
	h.Narration = "It is " + name + "'s turn."
	return h
}

// tellFighter tells of a combatant without a figure, if the order is shown.
func (l *look) tellFighter(c *tabletopv1.Combatant, h *tabletopv1.Happening) *tabletopv1.Happening {
	if !l.order.GetShown() || l.conceals(c) || h.GetAction() == "combat" {
		return nil
	}
	name := l.fighter(c).GetName()
	if name == "" {
		name = "somebody"
	}
	h.Narration = deed(h.GetAction(), name)
	return h
}
