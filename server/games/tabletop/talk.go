package tabletop

import (
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/measure"
	"playhouse/server/games/tabletop/notation"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/session"
)

// hearersMost is to how many one can whisper.
const hearersMost = 50

// Say speaks at the table.
func (Game) Say(t session.Turn, s State, r *tabletopv1.SayRequest) ([]*tabletopv1.Event, error) {
	seat, err := s.acting(t)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(r.GetText()) == "" {
		return nil, session.Invalid("text", "say something")
	}
	if len(r.GetToUserIds()) > hearersMost {
		return nil, session.Invalid("to_user_ids", "whisper to %d at most", hearersMost)
	}
	for _, user := range r.GetToUserIds() {
		if s.seatOf(user) == nil {
			return nil, session.Invalid("to_user_ids", "somebody of these is not at the table")
		}
	}
	return []*tabletopv1.Event{{Kind: &tabletopv1.Event_Said_{Said: &tabletopv1.Event_Said{
		UserId: seat.GetUserId(), Name: seat.GetName(), Seat: seat.GetSeat(), Text: r.GetText(), Emote: r.GetEmote(),
		ToUserIds: r.GetToUserIds(), TimeMs: t.Now.UnixMilli(),
	}}}}, nil
}

// Roll throws dice.
func (Game) Roll(t session.Turn, s State, r *tabletopv1.RollRequest) ([]*tabletopv1.Event, error) {
	seat, err := s.acting(t)
	if err != nil {
		return nil, err
	}
	formula, err := notation.Parse(r.GetNotation())
	if err != nil {
		return nil, err
	}
	roll, err := formula.Roll(t.Dice)
	if err != nil {
		return nil, err
	}
	visibility := r.GetVisibility()
	if visibility == tabletopv1.RollVisibility_ROLL_VISIBILITY_UNSPECIFIED {
		visibility = tabletopv1.RollVisibility_ROLL_VISIBILITY_PUBLIC
	}
	return []*tabletopv1.Event{{Kind: &tabletopv1.Event_Thrown_{Thrown: &tabletopv1.Event_Thrown{
		UserId: seat.GetUserId(), Name: seat.GetName(), Seat: seat.GetSeat(), Text: roll.Text, TimeMs: t.Now.UnixMilli(),
		Rolled: &tabletopv1.Rolled{
			Notation: roll.Notation, Label: r.GetLabel(), Total: roll.Total, Dice: roll.Dice, Visibility: visibility,
		},
	}}}}, nil
}

// Reader is one who reads what was said and rolled.
type Reader struct {
	User string
	GM   bool
}

// TalkOf is what was said or rolled in an event, as somebody may know it; nil for
// nothing.
func TalkOf(e *tabletopv1.Event, r Reader) *tabletopv1.Talk {
	switch k := e.GetKind().(type) {
	case *tabletopv1.Event_Said_:
		return said(k.Said, r)
	case *tabletopv1.Event_Thrown_:
		return thrown(k.Thrown, r)
	}
	return nil
}

// said is for all, or for who spoke and who was meant: no game master hears what
// others whisper.
func said(e *tabletopv1.Event_Said, r Reader) *tabletopv1.Talk {
	mine := r.User != "" && r.User == e.GetUserId()
	if len(e.GetToUserIds()) > 0 && !mine && (r.User == "" || !slices.Contains(e.GetToUserIds(), r.User)) {
		return nil
	}
	return &tabletopv1.Talk{
		Time: when(e.GetTimeMs()), UserId: e.GetUserId(), Name: e.GetName(), Text: e.GetText(), Emote: e.GetEmote(), ToUserIds: e.GetToUserIds(),
	}
}

func when(ms int64) *timestamppb.Timestamp { return timestamppb.New(time.UnixMilli(ms)) }

// thrown is a roll as somebody may know it.
func thrown(e *tabletopv1.Event_Thrown, r Reader) *tabletopv1.Talk {
	talk := &tabletopv1.Talk{Time: when(e.GetTimeMs()), UserId: e.GetUserId(), Name: e.GetName(), Text: e.GetText(), Roll: e.GetRolled()}
	mine := r.User != "" && r.User == e.GetUserId()
	switch e.GetRolled().GetVisibility() {
	case tabletopv1.RollVisibility_ROLL_VISIBILITY_GM:
		if !mine && !r.GM {
			return nil
		}
	case tabletopv1.RollVisibility_ROLL_VISIBILITY_SELF:
		if !mine {
			return nil
		}
	case tabletopv1.RollVisibility_ROLL_VISIBILITY_BLIND:
		if !mine && !r.GM {
			return nil
		}
		if !r.GM {
			talk.Text = ""
			talk.Roll = &tabletopv1.Rolled{
				Notation: e.GetRolled().GetNotation(), Label: e.GetRolled().GetLabel(),
				Visibility: e.GetRolled().GetVisibility(), Concealed: true,
			}
		}
	case tabletopv1.RollVisibility_ROLL_VISIBILITY_PUBLIC, tabletopv1.RollVisibility_ROLL_VISIBILITY_UNSPECIFIED:
	}
	return talk
}

// Measure tells how long a path is on the grid of what somebody sees.
func Measure(v *tabletopv1.View, r *tabletopv1.MeasurePathRequest) (*tabletopv1.MeasurePathResponse, error) {
	path := plane.Path(r.GetPoints())
	switch {
	case v.GetSceneId() == "":
		return nil, session.Refuse("no_scene", "no scene is open")
	case slices.ContainsFunc(path, func(p plane.Point) bool { return !p.Finite() }):
		return nil, session.Invalid("points", "coordinates have to be numbers")
	}
	l := measure.Path(v.GetGrid(), path)
	return &tabletopv1.MeasurePathResponse{Equal: l.Equal, Alternating: l.Alternating, Euclidean: l.Euclidean}, nil
}
