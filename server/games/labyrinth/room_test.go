package labyrinth

import (
	"slices"
	"strings"
	"testing"
	"time"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/dice"
	"playhouse/server/session"
)

func choose(id string) session.Command[State, *labyrinthv1.Event] {
	return do(Game.SelectCharacter, &labyrinthv1.SelectCharacterRequest{CharacterId: id})
}

var release = do(Game.ReleaseCharacter, &labyrinthv1.ReleaseCharacterRequest{})

var confirm = do(Game.ConfirmPlacement, &labyrinthv1.ConfirmPlacementRequest{})

func must(tb testing.TB, errs ...error) {
	tb.Helper()
	for _, err := range errs {
		if err != nil {
			tb.Fatal(err)
		}
	}
}

// seated is a lobby with people on the first seats.
func seated(tb testing.TB, n int, r *labyrinthv1.CreateRequest) *sandbox {
	tb.Helper()
	b := newTable(tb, 3, r)
	for range n {
		if _, err := b.Join(false); err != nil {
			tb.Fatal(err)
		}
	}
	return b
}

// running is a started game of people.
func running(tb testing.TB, n int, r *labyrinthv1.CreateRequest) *sandbox {
	tb.Helper()
	b := seated(tb, n, r)
	for seat := range session.Seat(n) {
		must(tb, b.Do(seat+1, choose(embeddedGame.content.characters[seat].GetId())), b.Ready(seat+1, true))
	}
	must(tb, b.Start())
	return b
}

func TestOneCharacterPerSeat(t *testing.T) {
	t.Parallel()
	b := seated(t, 2, &labyrinthv1.CreateRequest{})
	must(t, b.Do(1, choose("chief")), b.Do(1, choose("chief")))
	checkReason(t, b.Do(2, choose("chief")), "character_taken")
	must(t, b.Do(1, choose("pilot")), b.Do(2, choose("chief")))
	for _, id := range []string{"nobody", "choir", "officer", ""} {
		checkReason(t, b.Do(2, choose(id)), "no_such_character")
	}
	if got := b.View(0).GetChosen(); got[1] != "pilot" || got[2] != "chief" {
		t.Errorf("chosen %v", got)
	}
}

func TestACharacterIsLockedWhileReadyAndFreedByLeaving(t *testing.T) {
	t.Parallel()
	b := seated(t, 2, &labyrinthv1.CreateRequest{})
	checkReason(t, b.Ready(1, true), "no_character")
	checkReason(t, b.Do(1, release), "no_character")
	checkReason(t, b.Do(6, choose("chief")), "not_seated")
	must(t, b.Do(1, choose("chief")), b.Ready(1, true))
	checkReason(t, b.Do(1, choose("pilot")), "ready_locked")
	checkReason(t, b.Do(1, release), "ready_locked")
	must(t, b.Ready(1, false), b.Do(1, release), b.Do(2, choose("chief")))
	must(t, b.Leave(2), b.Do(1, choose("chief")))
	must(t, b.Absent(1))
	if got := b.View(0).GetChosen(); len(got) != 0 {
		t.Errorf("an absent player holds %v", got)
	}
}

func TestBotsChooseAFreeCharacter(t *testing.T) {
	t.Parallel()
	b := newTable(t, 9, &labyrinthv1.CreateRequest{MaxPlayers: new(int32(6))})
	for range 6 {
		if _, err := b.Join(true); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[string]bool{}
	for _, id := range b.View(0).GetChosen() {
		seen[id] = true
	}
	if len(seen) != 6 {
		t.Errorf("six bots chose %v", seen)
	}
}

func TestTheSetupOfTurnZero(t *testing.T) {
	t.Parallel()
	for seed := range byte(30) {
		size := int32(4 + seed%13)
		b := newTable(t, seed, &labyrinthv1.CreateRequest{Size: &size, Generator: labyrinthv1.Generator(1 + seed%3), Braid: float64(seed%2) / 2})
		for range 3 {
			if _, err := b.Join(true); err != nil {
				t.Fatal(err)
			}
		}
		must(t, b.Start())
		s := b.State()
		for _, e := range b.Events() { // before the first turn may have blocked a passage
			if e.GetStarted() != nil {
				s.open = e.GetStarted().GetOpenSides()
			}
		}
		checkSetup(t, s)
	}
}

func checkSetup(t *testing.T, s State) {
	t.Helper()
	boss, _ := s.figure("boss")
	fromBoss := s.walks(boss.post, nil)
	stands := map[int32]string{}
	for _, f := range s.figures {
		switch f.kind() {
		case typePlayer:
			if f.post != s.start || !s.revealed(s.start) {
				t.Errorf("%s begins on %d", f.id, f.post)
			}
		case typeEnemy, typeNPC:
			if other := stands[f.post]; other != "" || f.post == s.start {
				t.Errorf("%s and %s share a tile", f.id, other)
			}
			stands[f.post] = f.id
		default:
		}
		if f.kind() == typeNPC {
			for cell, d := range fromBoss {
				if d > fromBoss[f.post] && int32(cell) != s.start {
					t.Errorf("the npc is %d steps from the boss, cell %d is %d", fromBoss[f.post], cell, d)
				}
			}
		}
	}
	if d := s.manhattan(boss.post, s.start); d < 2 || 2*d < s.size() {
		t.Errorf("size %d: the boss begins %d away", s.size(), d)
	}
	lies := map[int32]string{}
	for _, th := range s.things {
		if lies[th.card.GetCell()] != "" {
			t.Errorf("%s and %s share a tile", th.card.GetId(), lies[th.card.GetCell()])
		}
		lies[th.card.GetCell()] = th.card.GetId()
	}
}

func TestHybridPlayWaitsForTheTiles(t *testing.T) {
	t.Parallel()
	b := running(t, 2, &labyrinthv1.CreateRequest{Hybrid: true})
	v := b.View(1)
	if v.GetPhase() != phasePlacement || v.GetTurn() != 0 || len(v.GetTilesToPlace()) != 1 || len(v.GetWaiting()) != 2 || len(v.GetActions()) != 0 {
		t.Fatalf("the opening placement is %v", v)
	}
	if !strings.Contains(v.GetTilesToPlace()[0].GetWhere(), "anywhere") {
		t.Errorf("the first tile goes %q", v.GetTilesToPlace()[0].GetWhere())
	}
	checkReason(t, b.Do(1, order(stay)), "placement_pending")
	must(t, b.Do(1, confirm))
	checkReason(t, b.Do(1, confirm), "already_confirmed")
	must(t, b.Do(2, confirm))
	checkReason(t, b.Do(2, confirm), "nothing_to_place")
	must(t, b.Do(1, order(explore)), b.Do(2, order(stay)))
	v = b.View(2)
	if v.GetPhase() != phasePlacement || len(v.GetTilesToPlace()) == 0 || v.GetTurn() != 2 {
		t.Fatalf("after a reveal the phase is %v in turn %d", v.GetPhase(), v.GetTurn())
	}
	start := b.State().codes[b.State().start]
	for _, p := range v.GetTilesToPlace() {
		if p.GetTile().GetCode() == "" || !strings.HasSuffix(p.GetWhere(), " of "+start) || p.GetTile().GetOnTable() {
			t.Errorf("placement %v", p)
		}
	}
	must(t, b.Do(1, confirm), b.Leave(2)) // nobody else is left to confirm
	if v := b.View(1); v.GetPhase() != phaseDeclaration || len(v.GetTilesToPlace()) != 0 {
		t.Errorf("the phase is %v", v.GetPhase())
	}
	checkReason(t, b.Do(0, confirm), "not_seated")
}

func TestTheTurnClock(t *testing.T) {
	t.Parallel()
	b := seated(t, 2, &labyrinthv1.CreateRequest{TurnSeconds: 60})
	must(t, b.Do(1, choose("chief")), b.Do(2, choose("pilot")), b.Ready(1, true), b.Ready(2, true))
	b.Now = time.UnixMilli(5_000_000)
	must(t, b.Start())
	if got := (Game{}).Deadline(b.State()); !got.Equal(b.Now.Add(time.Minute)) {
		t.Errorf("the deadline is %v", got)
	}
	must(t, b.Do(1, order(explore)))
	if ran, err := b.Expire(); !ran || err != nil {
		t.Fatal(ran, err)
	}
	s := b.State()
	if s.turn != 2 || !(Game{}).Deadline(s).Equal(b.Now.Add(time.Minute)) || !s.searched[s.start] {
		t.Errorf("turn %d, deadline %v", s.turn, (Game{}).Deadline(s))
	}
	b = running(t, 1, &labyrinthv1.CreateRequest{TurnSeconds: 60, Hybrid: true})
	if _, err := b.Expire(); err != nil || b.State().phase != phaseDeclaration || b.State().turn != 1 {
		t.Errorf("after the opening placement: %v, %v, turn %d", err, b.State().phase, b.State().turn)
	}
	if !(Game{}).Deadline(State{}).IsZero() {
		t.Error("a lobby has a deadline")
	}
}

func TestWhoLeavesNeverHoldsTheOthersUp(t *testing.T) {
	t.Parallel()
	b := running(t, 3, &labyrinthv1.CreateRequest{})
	must(t, b.Do(1, order(stay)), b.Do(2, order(stay)))
	if got := b.Waiting(); !slices.Equal(got, []session.Seat{3}) {
		t.Fatalf("waits for %v", got)
	}
	must(t, b.Leave(3)) // the last one missing: the turn is played
	if b.State().turn != 2 {
		t.Fatalf("turn %d", b.State().turn)
	}
	must(t, b.Do(1, order(stay)), b.Do(2, order(stay)))
	if b.State().turn != 3 {
		t.Errorf("turn %d", b.State().turn)
	}
	if seat, err := b.Join(true); seat != 3 || err != nil { // takes the character over
		t.Fatal(seat, err)
	}
	if got := b.Waiting(); !slices.Equal(got, []session.Seat{1, 2, 3}) {
		t.Errorf("waits for %v", got)
	}
}

func TestAGameNobodySitsAtRests(t *testing.T) {
	t.Parallel()
	b := running(t, 1, &labyrinthv1.CreateRequest{})
	must(t, b.Leave(1))
	if b.State().turn != 1 || b.State().phase != phaseDeclaration {
		t.Errorf("turn %d, %v", b.State().turn, b.State().phase)
	}
	if _, err := b.Join(false); err != nil {
		t.Fatal(err)
	}
	must(t, b.Do(1, order(stay)))
}

func TestASeatWithoutACharacterCannotBeTakenOver(t *testing.T) {
	t.Parallel()
	b := running(t, 2, &labyrinthv1.CreateRequest{})
	_, err := b.Join(false) // seat 3
	checkReason(t, err, "seat_not_in_game")
}

// TestAForkedGameGoesOnWithEmptySeats: a fork empties seats without telling the
// game.
func TestAForkedGameGoesOnWithEmptySeats(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief", "pilot", "miner"}})
	sc.table.Members = sc.table.Members[1:2] // only seat 2 is left
	sc.declare(2, stay)
	if sc.s.turn != 2 || sc.s.taken[1] != nobody || !slices.Equal(sc.s.waiting(), []int32{2}) {
		t.Errorf("turn %d, waits for %v", sc.s.turn, sc.s.waiting())
	}
}

func TestTurnsPassWhileNobodyCanAct(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief", "pilot"}})
	sc.table.Members = sc.table.Members[:1]
	sc.fold(&labyrinthv1.Event_Downed{Figure: "p2", TurnsToLive: 1}, &labyrinthv1.Event_SeatLeft{Seat: 2})
	sc.declare(1, stay)
	sc.fold(&labyrinthv1.Event_Downed{Figure: "p1", TurnsToLive: 2})
	p := newPlay(sc.turn(0), sc.s)
	p.settle()
	if p.err != nil || p.s.phase != phaseFinished || p.s.result.GetWon() {
		t.Errorf("%v, the phase is %v", p.err, p.s.phase)
	}
}

func TestCommandsOutOfTheirTimeAreRefused(t *testing.T) {
	t.Parallel()
	b := seated(t, 1, &labyrinthv1.CreateRequest{})
	checkReason(t, b.Do(1, order(stay)), "not_running")
	checkReason(t, b.Do(1, confirm), "not_running")
	b = running(t, 1, &labyrinthv1.CreateRequest{})
	checkReason(t, b.Do(2, order(stay)), "not_seated")
	checkReason(t, b.Do(0, order(stay)), "not_seated")
	checkReason(t, b.Do(1, choose("pilot")), "not_in_lobby")
	sc := stage(t, staging{party: []string{"chief"}})
	sc.fold(&labyrinthv1.Event_Escaped{Figure: "p1"})
	sc.refused(1, stay, "escaped")
	sc.fold(&labyrinthv1.Event_Ended{Result: &labyrinthv1.Result{}})
	sc.refused(1, stay, "not_running")
}

func TestCreateRefusesOptionsOutOfBounds(t *testing.T) {
	t.Parallel()
	for reason, requests := range map[string][]*labyrinthv1.CreateRequest{
		"invalid_size":         {{Size: new(int32(3))}, {Size: new(int32(65))}, {Size: new(int32(11)), Generator: 4}},
		"invalid_seed":         {{Seed: strings.Repeat("x", 101)}},
		"invalid_braid":        {{Braid: 2}},
		"invalid_generator":    {{Generator: 9}},
		"invalid_scenario":     {{Scenario: "nonsense"}},
		"invalid_difficulty":   {{Difficulty: 7}},
		"invalid_max_players":  {{MaxPlayers: new(int32(0))}, {MaxPlayers: new(int32(7))}, {MaxPlayers: new(int32(1)), Scenario: scenarioRace}},
		"invalid_turn_seconds": {{TurnSeconds: 5}, {TurnSeconds: 700000}, {TurnSeconds: -1}},
	} {
		for _, r := range requests {
			_, err := session.NewSandbox(embeddedGame, [32]byte{}, do(Game.Create, r))
			checkReason(t, err, reason)
		}
	}
}

func TestCreateFillsInWhatIsLeftOut(t *testing.T) {
	t.Parallel()
	b := newTable(t, 1, &labyrinthv1.CreateRequest{})
	o := b.State().options
	if o.GetSize() != 8 || o.GetMaxPlayers() != 4 || o.GetScenario() != scenarioRescue || o.GetDifficulty() != 2 || o.GetGenerator() != 1 {
		t.Errorf("options %v", o)
	}
	if least, most := (Game{}).Seats(b.State()); least != 1 || most != 4 {
		t.Errorf("%d to %d seats", least, most)
	}
	if got := (Game{}).Summary(b.State()); got != "Rescue, normal, 8 × 8, depth first" {
		t.Errorf("summary %q", got)
	}
	b = newTable(t, 1, &labyrinthv1.CreateRequest{Hybrid: true, TurnSeconds: 30, Difficulty: 3, Scenario: scenarioShutdown})
	if got := (Game{}).Summary(b.State()); got != "Core shutdown, hard, 8 × 8, depth first, hybrid, 30 s per turn" {
		t.Errorf("summary %q", got)
	}
}

// session1 is what a command of the first seat of a table is given.
func session1(b *sandbox) session.Turn {
	return session.Turn{Seat: 1, Now: b.Now, Dice: dice.Key{}.At(99), Table: b.Table()}
}

// Until the game begins nothing is drawn: players may still mix words of their
// own into the dice.
func TestTheSeedIsDrawnAtTheStart(t *testing.T) {
	t.Parallel()
	if seed := seated(t, 1, &labyrinthv1.CreateRequest{}).State().options.GetSeed(); seed != "" {
		t.Errorf("a seed is drawn in the lobby: %q", seed)
	}
	if seed := running(t, 1, &labyrinthv1.CreateRequest{}).State().options.GetSeed(); len(seed) != 16 {
		t.Errorf("seed %q", seed)
	}
	if seed := running(t, 1, &labyrinthv1.CreateRequest{Seed: "ours"}).State().options.GetSeed(); seed != "ours" {
		t.Errorf("seed %q, want the table's own", seed)
	}
}

// A fork's clock runs from the fork, not from the copied past; seats that nobody
// took over are not waited for.
func TestAForkRunsItsOwnClock(t *testing.T) {
	t.Parallel()
	b := running(t, 2, &labyrinthv1.CreateRequest{TurnSeconds: 60})
	later := b.Now.Add(time.Hour)
	turn := session.Turn{Now: later, Table: session.Table{Members: []session.Member{{User: "u", Seat: 1}}}}
	events, err := embeddedGame.Room(turn, b.State(), session.Change{Kind: session.Fork})
	if err != nil {
		t.Fatal(err)
	}
	s := b.State()
	for _, e := range events {
		if s, err = (Game{}).Apply(s, e); err != nil {
			t.Fatal(err)
		}
	}
	if got := (Game{}).Deadline(s); !got.Equal(later.Add(time.Minute)) {
		t.Errorf("deadline %v, want a minute after the fork at %v", got, later)
	}
	if got := (Game{}).Waiting(s); len(got) != 1 || got[0] != 1 {
		t.Errorf("the fork waits for %v", got)
	}
}
