package tabletop

import (
	"cmp"
	"slices"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// Person is who somebody is in the campaign, as the service looked it up.
type Person struct {
	User string
	Name string
	GM   bool
}

// Prepared is a scene as the campaign keeps it.
type Prepared struct {
	ID, Name, Etag string
	Scene          *tabletopv1.Scene
}

// Create opens a table of a campaign with its first game master on seat 1.
func (Game) Create(_ session.Turn, _ State, r *tabletopv1.CreateRequest, host Person) ([]*tabletopv1.Event, error) {
	const first = 1
	return []*tabletopv1.Event{
		{Kind: &tabletopv1.Event_Opened_{Opened: &tabletopv1.Event_Opened{CampaignId: r.GetCampaignId()}}},
		entered(first, host),
	}, nil
}

// colours are the players', by seat.
var colours = []string{"#d9480f", "#1971c2", "#2f9e44", "#9c36b5", "#e8590c", "#0c8599", "#c2255c", "#5f3dc4", "#66a80f", "#e03131"}

func entered(seat session.Seat, p Person) *tabletopv1.Event {
	what := player
	if p.GM {
		what = gm
	}
	return &tabletopv1.Event{Kind: &tabletopv1.Event_Entered_{Entered: &tabletopv1.Event_Entered{Seat: &tabletopv1.Seat{
		Seat: int32(seat), UserId: p.User, Name: p.Name, Role: what, Colour: colours[(int(seat)-1)%len(colours)],
	}}}}
}

func departed(seat session.Seat) *tabletopv1.Event {
	return &tabletopv1.Event{Kind: &tabletopv1.Event_Departed_{Departed: &tabletopv1.Event_Departed{Seat: int32(seat)}}}
}

// ordered puts departures in the order of seats: maps have none.
func ordered(events []*tabletopv1.Event) []*tabletopv1.Event {
	slices.SortFunc(events, func(a, b *tabletopv1.Event) int {
		return cmp.Compare(a.GetDeparted().GetSeat(), b.GetDeparted().GetSeat())
	})
	return events
}

// Sits is true when somebody sits at the table as what they are.
func (Game) Sits(s State, n session.Seat, p Person) bool {
	return alike(entered(n, p).GetEntered().GetSeat(), s.seats[n])
}

// Enter makes who sits there what they are in the campaign. Twice is the same as
// once.
func (Game) Enter(t session.Turn, s State, p Person) ([]*tabletopv1.Event, error) {
	if (Game{}).Sits(s, t.Seat, p) {
		return nil, nil
	}
	return []*tabletopv1.Event{entered(t.Seat, p)}, nil
}

// OpenScene plays another scene. A board that was not saved, or that is as the
// campaign has it, goes on; else the campaign's takes its place.
func (Game) OpenScene(t session.Turn, s State, p Prepared) ([]*tabletopv1.Event, error) {
	seat, err := s.master(t)
	if err != nil {
		return nil, err
	}
	e := &tabletopv1.Event_Staged{SceneId: p.ID, Name: p.Name, Etag: p.Etag, Scene: p.Scene, Seat: seat.GetSeat()}
	if b := s.boards[p.ID]; b != nil && (b.serial != b.saved || b.etag == p.Etag) {
		e.Scene, e.Etag = nil, ""
	}
	if e.GetScene() == nil && s.scene == p.ID {
		return nil, nil
	}
	after := s.staged(e)
	e.Found = after.found(nil, after.board(), nil)
	return []*tabletopv1.Event{{Kind: &tabletopv1.Event_Staged_{Staged: e}}}, nil
}

// Playing is the scene that is played; empty for none.
func (Game) Playing(s State) string { return s.scene }

// Saving is a board on its way into the campaign.
type Saving struct {
	Campaign, SceneID, Etag string
	Scene                   *tabletopv1.Scene
	Serial                  int32
}

// Document is the board as it is to be saved, for game masters: a copy, which its
// reader may change.
func (Game) Document(t session.Turn, s State) (Saving, error) {
	if _, err := s.masterDraft(t); err != nil {
		return Saving{}, err
	}
	b := s.board()
	return Saving{Campaign: s.campaign, SceneID: b.id, Etag: b.etag, Scene: proto.CloneOf(b.scene()), Serial: b.serial}, nil
}

// Saved notes that a board is in the campaign.
func (Game) Saved(t session.Turn, s State, was Saving, etag string) ([]*tabletopv1.Event, error) {
	seat, err := s.master(t)
	if err != nil {
		return nil, err
	}
	return []*tabletopv1.Event{{Kind: &tabletopv1.Event_Saved_{Saved: &tabletopv1.Event_Saved{
		SceneId: was.SceneID, Etag: etag, Serial: was.Serial, Seat: seat.GetSeat(),
	}}}}, nil
}
