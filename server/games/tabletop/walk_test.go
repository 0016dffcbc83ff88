package tabletop

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// What random games keep from players: canary is in everything that they may not
// read wherever it is; vault in the names of figures in a room without doors, that
// they could read if they saw them.
const (
	canary = "CANARY"
	vault  = "VAULT"
)

// cellar is the crypt with a room without doors, and secrets everywhere.
func cellar(chance *rand.Rand) *tabletopv1.Scene {
	s := crypt()
	s.Height = 16
	s.Atmosphere.Darkness = []float64{0, 0, 0.5, 1}[chance.IntN(4)]
	lay := func(id string, e *element) { e.Id = id; s.Elements[id] = e }
	lay("w5", wallOf(12, 11, 19, 11, 19, 15, 12, 15, 12, 11))
	for i := range 3 {
		t := figure(fmt.Sprint(vault, i), 13.5+float64(2*i), 13.5)
		t.GetToken().NameShown = true
		lay(fmt.Sprint("v", i), t)
	}
	lay("h", hidden(figure(canary, 4.5, 4.5)))
	anonymous := figure(canary, 6.5, 5.5)
	anonymous.GetToken().CreatureId, anonymous.Group = canary, canary
	lay("n", anonymous)
	lay("p", &element{Kind: &tabletopv1.Element_Pin{Pin: &tabletopv1.Pin{At: at(3, 3), Title: canary, Text: canary}}})
	lay("q", hidden(&element{Kind: &tabletopv1.Element_Pin{Pin: &tabletopv1.Pin{At: at(3, 3), Title: canary, Shared: true}}}))
	lay("g", &element{Kind: &tabletopv1.Element_Area{Area: &tabletopv1.Area{Shape: 1, At: at(3, 3), Size: 10, Label: canary, Staged: true, OwnerId: "user-1"}}})
	lay("lamp", &element{Kind: &tabletopv1.Element_Light{Light: &tabletopv1.Light{At: at(5, 5), Glow: &tabletopv1.Glow{Bright: 20, Dim: 40}, Shadows: true}}})
	for _, id := range []string{"a", "b"} {
		s.Elements[id].GetToken().Vision.Darkvision = float64(30 * chance.IntN(2))
	}
	return s
}

// playRandomly plays a table at random for some steps.
func playRandomly(tb testing.TB, seed uint64, steps int, after func(*sandbox)) *sandbox {
	tb.Helper()
	chance := rand.New(rand.NewPCG(seed, 4))
	b := newTable(tb, byte(seed))
	must(tb, b.Do(master, func(t session.Turn, s State) ([]*tabletopv1.Event, error) {
		return Game{}.OpenScene(t, s, Prepared{ID: sceneID, Name: canary, Etag: "1", Scene: cellar(chance)})
	}))
	for range steps {
		b.Now = b.Now.Add(time.Duration(chance.IntN(5000)) * time.Millisecond)
		before := len(b.Events())
		seat := session.Seat(1 + chance.IntN(3))
		err := stagger(b, seat, chance)
		var refusal *session.Error
		if err != nil && !errors.As(err, &refusal) {
			tb.Fatalf("seed %d: %v", seed, err)
		}
		if err != nil && len(b.Events()) != before {
			tb.Fatalf("seed %d: refused, and something has changed: %v", seed, err)
		}
		if err != nil && seat != master && (strings.Contains(err.Error(), canary) || strings.Contains(err.Error(), vault)) {
			tb.Fatalf("seed %d: seat %d is told %v", seed, seat, err)
		}
		if after != nil {
			after(b)
		}
	}
	return b
}

// stagger does something at random.
func stagger(b *sandbox, seat session.Seat, chance *rand.Rand) error {
	deeds := []func(*sandbox, session.Seat, *rand.Rand) error{
		staggerMove, staggerMove, staggerMove, staggerPut, staggerFight, staggerTurn, staggerTalk, staggerUndo, staggerBoard, staggerStage, staggerBody,
	}
	return deeds[chance.IntN(len(deeds))](b, seat, chance)
}

func pick[T any](chance *rand.Rand, from ...T) T { return from[chance.IntN(len(from))] }

func staggerMove(b *sandbox, seat session.Seat, chance *rand.Rand) error {
	id := pick(chance, "a", "b", "o", "h", "n")
	// Never into the room without doors.
	x, y := float64(chance.IntN(20))+.5, float64(chance.IntN(10))+.5
	return walk(b, seat, id, x, float64(chance.IntN(10))+.5, x, y)
}

func staggerPut(b *sandbox, seat session.Seat, chance *rand.Rand) error {
	if chance.IntN(4) == 0 {
		return b.Do(seat, command(Game.DeleteElements, &tabletopv1.DeleteElementsRequest{ElementIds: []string{pick(chance, "w1", "d", "o", "z1", "a2", "n", "p", "g")}}))
	}
	e := pick(chance, drawingOf(""), figure("Rat", 3.5, 3.5), wallOf(3, 3, 5, 5), hidden(figure(canary, 5.5, 5.5)),
		&element{Kind: &tabletopv1.Element_Area{Area: &tabletopv1.Area{Shape: 2, At: at(5, 5), Size: 15, Direction: 90}}})
	e = proto.CloneOf(e)
	if seat == master && chance.IntN(3) == 0 {
		for _, id := range slices.Sorted(keysOf(b.State().board().things[tokens])) {
			if old := b.State().board().element(id); chance.IntN(3) == 0 && !old.GetHidden() {
				e = proto.CloneOf(old)
				e.GetToken().Glow = &tabletopv1.Glow{Bright: 10, Dim: 20}
			}
		}
	}
	if old := b.State().board().element(pick(chance, "n", "z1", "g", "d", "v1")); old != nil && chance.IntN(3) == 0 {
		e = proto.CloneOf(old)
		e.Order++
	}
	return put(b, seat, e)
}

func staggerFight(b *sandbox, seat session.Seat, chance *rand.Rand) error {
	var ids []string
	for id := range b.State().board().combatants {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	id := "c1"
	if len(ids) > 0 {
		id = pick(chance, ids...)
	}
	switch chance.IntN(6) {
	case 0:
		return b.Do(seat, command(Game.AddCombatants, &tabletopv1.AddCombatantsRequest{Combatants: []*tabletopv1.NewCombatant{{
			Name: canary, ElementId: pick(chance, "o", "h", "n"), HitDice: "1d8", Hidden: chance.IntN(2) == 0, CreatureId: canary,
		}, {Name: "Rat", Count: int32(chance.IntN(3)), Hp: 3}}}))
	case 1:
		return b.Do(seat, command(Game.AddCombatants, &tabletopv1.AddCombatantsRequest{Combatants: []*tabletopv1.NewCombatant{{
			Name: "Hero", ElementId: pick(chance, "a", "b"), Player: true,
		}}}))
	case 2:
		return b.Do(seat, command(Game.RollInitiative, &tabletopv1.RollInitiativeRequest{}))
	case 3:
		return b.Do(seat, command(Game.ShowInitiative, &tabletopv1.ShowInitiativeRequest{Shown: chance.IntN(3) > 0}))
	case 4:
		return b.Do(seat, command(Game.RemoveCombatants, &tabletopv1.RemoveCombatantsRequest{CombatantIds: []string{id}}))
	}
	return b.Do(seat, command(Game.SetDead, &tabletopv1.SetDeadRequest{CombatantId: id, Dead: chance.IntN(2) == 0}))
}

func staggerTurn(b *sandbox, seat session.Seat, chance *rand.Rand) error {
	switch chance.IntN(4) {
	case 0:
		return b.Do(seat, command(Game.PreviousTurn, &tabletopv1.PreviousTurnRequest{}))
	case 1:
		return b.Do(seat, command(Game.DelayTurn, &tabletopv1.DelayTurnRequest{CombatantId: pick(chance, "c1", "c2", "c3", "c4")}))
	}
	return next(b, seat)
}

func staggerTalk(b *sandbox, seat session.Seat, chance *rand.Rand) error {
	switch chance.IntN(3) {
	case 0:
		// What game masters keep to themselves.
		return b.Do(master, command(Game.Say, &tabletopv1.SayRequest{Text: canary, ToUserIds: []string{"user-1"}}))
	case 1:
		return b.Do(master, command(Game.Roll, &tabletopv1.RollRequest{
			Notation: "2d6", Label: canary, Visibility: pick(chance, tabletopv1.RollVisibility_ROLL_VISIBILITY_GM,
				tabletopv1.RollVisibility_ROLL_VISIBILITY_SELF, tabletopv1.RollVisibility_ROLL_VISIBILITY_BLIND),
		}))
	}
	return say(b, seat, "hello")
}

func staggerUndo(b *sandbox, seat session.Seat, chance *rand.Rand) error {
	if chance.IntN(3) == 0 {
		return redo(b, seat)
	}
	return undo(b, seat)
}

func staggerBoard(b *sandbox, seat session.Seat, chance *rand.Rand) error {
	switch chance.IntN(4) {
	case 0:
		return b.Do(seat, command(Game.ChangeFog, &tabletopv1.ChangeFogRequest{
			Shape: tabletopv1.FogShape_FOG_SHAPE_CIRCLE, Points: path(float64(chance.IntN(20)), float64(chance.IntN(16)), 8, 8), Hide: chance.IntN(2) == 0,
			UserIds: [][]string{nil, {"user-2"}}[chance.IntN(2)],
		}))
	case 1:
		return b.Do(seat, command(Game.ChangeScene, &tabletopv1.ChangeSceneRequest{
			Atmosphere: &tabletopv1.Atmosphere{Fog: true, Darkness: float64(chance.IntN(3)) / 2},
		}))
	case 2:
		return b.Do(seat, command(Game.TriggerArea, &tabletopv1.TriggerAreaRequest{ElementId: pick(chance, "a1", "a2", "a3")}))
	}
	return swing(b, seat, "d", pick(chance, ajar, shut, bolted))
}

func staggerStage(b *sandbox, seat session.Seat, chance *rand.Rand) error {
	switch chance.IntN(4) {
	case 0:
		return b.Do(seat, command(Game.ChangeDisplay, &tabletopv1.ChangeDisplayRequest{Display: &tabletopv1.Display{Blank: chance.IntN(2) == 0}}))
	case 1:
		return b.Do(seat, command(Game.ChangeAudio, &tabletopv1.ChangeAudioRequest{Channel: &tabletopv1.Channel{Id: "music", AssetIds: []string{"x"}, Playing: true}}))
	case 2:
		return b.Do(seat, command(Game.PlaySound, &tabletopv1.PlaySoundRequest{AssetId: "x"}))
	}
	doc, err := Game{}.Document(session.Turn{Seat: seat}, b.State())
	if err != nil {
		return err
	}
	return saved(b, doc, "2")
}

func staggerBody(b *sandbox, seat session.Seat, chance *rand.Rand) error {
	id := pick(chance, "a", "b", "o", "h", "n", "v1")
	if chance.IntN(3) == 0 {
		return b.Do(seat, command(Game.SetConditions, &tabletopv1.SetConditionsRequest{
			ElementId: id, Conditions: []*tabletopv1.Condition{{Id: pick(chance, "blinded", "prone"), Rounds: int32(chance.IntN(3))}},
		}))
	}
	return hurt(b, seat, id, int32(chance.IntN(21)-12), int32(chance.IntN(3)))
}
