package tabletop

import (
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// heard is what a seat is told of the last event.
func heard(b *sandbox, seat session.Seat) *tabletopv1.Happening {
	events := b.Events()
	before := Game{}.New()
	for _, e := range events[:len(events)-1] {
		before, _ = Game{}.Apply(before, e)
	}
	h, _ := Game{}.Tell(before, events[len(events)-1], b.State(), session.Viewer{Seat: seat}).(*tabletopv1.Happening)
	return h
}

func say(b *sandbox, seat session.Seat, text string, to ...string) error {
	return b.Do(seat, command(Game.Say, &tabletopv1.SayRequest{Text: text, ToUserIds: to}))
}

func TestWhispersAreForWhoIsMeant(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	must(t, enter(b, ben, "Ben", true)) // a second game master
	must(t, say(b, master, "the wine is poisoned", "user-2"))
	for seat, want := range map[session.Seat]bool{master: true, ann: true, ben: false, 0: false, session.Display: false} {
		if h := heard(b, seat); (h.GetTalk() != nil) != want {
			t.Errorf("seat %d hears %v", seat, h)
		}
	}
	must(t, say(b, ann, "hello"))
	for _, seat := range []session.Seat{master, ann, ben, 0, session.Display} {
		if h := heard(b, seat); h.GetTalk().GetText() != "hello" || h.GetNarration() != "Ann: hello" {
			t.Errorf("seat %d hears %v", seat, h)
		}
	}
	refused(t, b, "invalid_to_user_ids", func() error { return say(b, ann, "psst", "user-77") })
	refused(t, b, "invalid_text", func() error { return say(b, ann, " \n ") })
}

func TestRollsAreSeenByWhomTheyAreFor(t *testing.T) {
	t.Parallel()
	const (
		all = iota + 1
		concealed
	)
	for visibility, want := range map[tabletopv1.RollVisibility]map[session.Seat]int{
		tabletopv1.RollVisibility_ROLL_VISIBILITY_UNSPECIFIED: {master: all, ann: all, ben: all, 0: all},
		tabletopv1.RollVisibility_ROLL_VISIBILITY_PUBLIC:      {master: all, ann: all, ben: all, 0: all},
		tabletopv1.RollVisibility_ROLL_VISIBILITY_GM:          {master: all, ann: all},
		tabletopv1.RollVisibility_ROLL_VISIBILITY_SELF:        {ann: all},
		tabletopv1.RollVisibility_ROLL_VISIBILITY_BLIND:       {master: all, ann: concealed},
	} {
		b := inCrypt(t)
		must(t, b.Do(ann, command(Game.Roll, &tabletopv1.RollRequest{Notation: "4d6kh3+1", Label: "luck", Visibility: visibility})))
		for _, seat := range []session.Seat{master, ann, ben, 0} {
			h, got := heard(b, seat), 0
			switch roll := h.GetTalk().GetRoll(); {
			case roll.GetConcealed():
				got = concealed
				if roll.GetTotal() != 0 || len(roll.GetDice()) > 0 || h.GetTalk().GetText() != "" || h.GetOutcome() != "" {
					t.Errorf("a concealed roll tells %v", h)
				}
			case len(roll.GetDice()) == 4:
				got = all
			}
			if got != want[seat] {
				t.Errorf("%v: seat %d sees %v", visibility, seat, h)
			}
		}
	}
}

func TestDiceAreTheSessions(t *testing.T) {
	t.Parallel()
	roll := func(seed byte) *tabletopv1.Rolled {
		b := newTable(t, seed)
		must(t, b.Do(ann, command(Game.Roll, &tabletopv1.RollRequest{Notation: "20d20"})))
		return b.Events()[len(b.Events())-1].GetThrown().GetRolled()
	}
	if !proto.Equal(roll(1), roll(1)) || proto.Equal(roll(1), roll(2)) {
		t.Error("dice do not follow from the seed")
	}
	b := newTable(t, 1)
	for reason, notation := range map[string]string{"bad_notation": "2d", "too_many": "1001d6"} {
		refused(t, b, reason, func() error { return b.Do(ann, command(Game.Roll, &tabletopv1.RollRequest{Notation: notation})) })
	}
}

func TestMusicHasTheServersTime(t *testing.T) {
	t.Parallel()
	b := newTable(t, 1)
	audio := func(seat session.Seat, c *tabletopv1.Channel) func() error {
		return func() error { return b.Do(seat, command(Game.ChangeAudio, &tabletopv1.ChangeAudioRequest{Channel: c})) }
	}
	b.Now = b.Now.Add(1234 * time.Millisecond)
	must(t, audio(master, &tabletopv1.Channel{Id: "music", AssetIds: []string{"one", "two"}, Playing: true, Shuffle: true, Volume: 1})())
	c := b.View(ann).GetChannels()["music"]
	if !c.GetStartedAt().AsTime().Equal(b.Now) || c.GetSeed() == 0 {
		t.Errorf("%v", c)
	}
	refused(t, b, "not_gm", audio(ann, &tabletopv1.Channel{Id: "music"}))
	refused(t, b, "invalid_channel.track", audio(master, &tabletopv1.Channel{Id: "music", AssetIds: []string{"one"}, Track: 1}))
	refused(t, b, "invalid_channel.volume", audio(master, &tabletopv1.Channel{Id: "music", Volume: 2}))
	refused(t, b, "invalid_channel.id", audio(master, &tabletopv1.Channel{}))
	must(t, audio(master, &tabletopv1.Channel{Id: "music"})())
	if len(b.View(0).GetChannels()) > 0 {
		t.Error("it sounds on")
	}
}

func TestSoundsAreHeardOnce(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	must(t, b.Do(master, command(Game.PlaySound, &tabletopv1.PlaySoundRequest{AssetId: "thunder", Volume: .5})))
	if h := heard(b, ann); h.GetAssetId() != "thunder" || h.GetOutcome() != "0.5" || h.GetAction() != "sound" {
		t.Errorf("%v", h)
	}
	refused(t, b, "invalid_volume", func() error {
		return b.Do(master, command(Game.PlaySound, &tabletopv1.PlaySoundRequest{AssetId: "thunder", Volume: 5}))
	})
}

func TestScreensShowWhatTheGameMasterWants(t *testing.T) {
	t.Parallel()
	b := newTable(t, 1)
	change := func(d *tabletopv1.Display) func() error {
		return func() error {
			return b.Do(master, command(Game.ChangeDisplay, &tabletopv1.ChangeDisplayRequest{Display: d}))
		}
	}
	must(t, change(&tabletopv1.Display{Blank: true, Rotation: 90, Brightness: .5})())
	if d := b.View(session.Display).GetDisplay(); !d.GetBlank() || d.GetRotation() != 90 {
		t.Errorf("%v", d)
	}
	refused(t, b, "invalid_display", change(nil))
	refused(t, b, "invalid_display.rotation", change(&tabletopv1.Display{Rotation: 45}))
	refused(t, b, "invalid_display.brightness", change(&tabletopv1.Display{Brightness: 2}))
}

func TestHappeningsNameOnlyWhatIsKnown(t *testing.T) {
	t.Parallel()
	b := inCrypt(t, lay("orc", figure("Grishnag", 5.5, 2.5)))
	must(t, walk(b, master, "o", 16.5, 5.5))
	if h := heard(b, ann); h != nil {
		t.Errorf("Ann hears of the ogre: %v", h)
	}
	if h := heard(b, master); h.GetNarration() != "Gwen moved Ogre king." || len(h.GetWay()) != 2 {
		t.Errorf("the game master hears %v", h)
	}
	must(t, hurt(b, master, "orc", -7, 0))
	if h := heard(b, ann); h.GetNarration() != "a token was hurt." || h.GetOutcome() != "" || h.GetElementId() != "orc" {
		t.Errorf("Ann hears %v", h)
	}
	if h := heard(b, master); h.GetOutcome() != "-7" {
		t.Errorf("the game master hears %v", h)
	}
	must(t, hurt(b, master, "a", -7, 0))
	if h := heard(b, ann); h.GetOutcome() != "-7" || h.GetNarration() != "Asha was hurt." {
		t.Errorf("Ann hears %v", h)
	}
	if h := heard(b, ben); h.GetOutcome() != "" {
		t.Errorf("Ben hears %v", h)
	}
	must(t, b.Do(master, command(Game.DeleteElements, &tabletopv1.DeleteElementsRequest{ElementIds: []string{"orc"}})))
	if h := heard(b, ann); h.GetNarration() != "a token is gone." {
		t.Errorf("Ann hears %v", h)
	}
	must(t, fight(b), show(b), next(b, master))
	if h := heard(b, ann); h.GetNarration() != "It is Asha's turn." || h.GetTurn() != 1 {
		t.Errorf("Ann hears %v", h)
	}
	must(t, next(b, master))
	if h := heard(b, ann); h != nil {
		t.Errorf("Ann hears of the turn of one behind a door: %v", h)
	}
	must(t, swing(b, master, "d", ajar), walk(b, master, "a", 8.5, 5.5), b.Do(master, command(Game.PreviousTurn, &tabletopv1.PreviousTurnRequest{})), next(b, master))
	if h := heard(b, ann); h.GetNarration() != "It is somebody's turn." {
		t.Errorf("Ann hears %v", h)
	}
	must(t, next(b, master))
	if h := heard(b, ann); h != nil {
		t.Errorf("Ann hears of the lurker's turn: %v", h)
	}
}

func TestADragIsSeenByWhoSeesTheToken(t *testing.T) {
	t.Parallel()
	b := inCrypt(t, lay("orc", figure("Orc", 5.5, 2.5)))
	may := func(user, kind, id string, seat session.Seat, xy ...float64) bool {
		raw, err := proto.Marshal(&tabletopv1.Gesture{ElementId: id, Points: path(xy...)})
		must(t, err)
		return Game{}.MayGlimpse(b.State(), &sessionv1.Signal{UserId: user, Kind: kind, Data: raw}, session.Viewer{Seat: seat})
	}
	for name, c := range map[string]struct{ got, want bool }{
		"the ogre to the game master":   {may("user-1", "drag", "o", master, 14, 5), true},
		"the ogre to Ann":               {may("user-1", "drag", "o", ann, 14, 5), false},
		"the ogre into sight, to Ann":   {may("user-1", "drag", "o", ann, 5, 5), false},
		"the orc to Ann":                {may("user-1", "drag", "orc", ann, 6, 5), true},
		"the orc out of sight, to Ann":  {may("user-1", "drag", "orc", ann, 14, 5), false},
		"the lurker to a spectator":     {may("user-1", "drag", "h", 0, 4, 5), false},
		"the orc by Ann":                {may("user-2", "drag", "orc", ben, 6, 5), false},
		"Asha by Ann, to Ben":           {may("user-2", "drag", "a", ben, 6, 5), true},
		"Asha by Ann, to Ann":           {may("user-2", "drag", "a", ann, 14, 5), true},
		"nothing dragged":               {may("user-2", "drag", "", ben, 6, 5), false},
		"nothing that is there":         {may("user-1", "drag", "t99", ann, 6, 5), false},
		"a ping by anybody, to anybody": {may("user-3", "ping", "", 0, 6, 5), true},
		"a ping to nobody":              {may("user-3", "ping", "", 9, 6, 5), false},
		"a ruler that names the ogre":   {may("user-1", "ruler", "o", ann, 6, 5), false},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v", name, c.got)
		}
	}
	if (Game{}).MayGlimpse(b.State(), &sessionv1.Signal{UserId: "user-1", Kind: "ping", Data: []byte("\xff\xff\xff")}, session.Viewer{Seat: ann}) {
		t.Error("what cannot be read is shown")
	}
}

func TestPathsAreMeasuredInThreeRules(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	got, err := Measure(b.View(ann), &tabletopv1.MeasurePathRequest{Points: path(1, 1, 4, 4, 4, 6)})
	must(t, err)
	if got.GetEqual() != 25 || got.GetAlternating() != 30 || got.GetEuclidean() < 31 || got.GetEuclidean() > 32 {
		t.Errorf("%v", got)
	}
	if _, err := Measure(newTable(t, 1).View(ann), &tabletopv1.MeasurePathRequest{Points: path(1, 1, 4, 4)}); err == nil {
		t.Error("measured without a scene")
	}
}

func TestWhoLeavesIsNobodyAnyMore(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	must(t, b.Leave(ann))
	if slices.ContainsFunc(b.View(master).GetSeats(), func(s *tabletopv1.Seat) bool { return s.GetUserId() == "user-2" }) {
		t.Error("Ann is still there")
	}
	// Her figure is, and what it explored.
	if !b.State().ground(b.State().board(), "user-2").whole.Has(2, 2) {
		t.Error("what Ann explored is gone")
	}
	events, err := Game{}.Room(session.Turn{}, b.State(), session.Change{Kind: session.Fork})
	must(t, err)
	if len(events) != 2 || events[0].GetDeparted().GetSeat() != 1 {
		t.Errorf("a fork without anybody keeps somebody: %v", events)
	}
}
