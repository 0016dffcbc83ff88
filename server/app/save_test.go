package app_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"connectrpc.com/connect"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/gen/playhouse/cosmic/v1/cosmicv1connect"
	leaderboardv1 "playhouse/gen/playhouse/leaderboard/v1"
	"playhouse/gen/playhouse/leaderboard/v1/leaderboardv1connect"
	savev1 "playhouse/gen/playhouse/save/v1"
	"playhouse/gen/playhouse/save/v1/savev1connect"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/gen/playhouse/session/v1/sessionv1connect"
	"playhouse/server/app"
)

// captain is a signed-in player of cosmic.
type captain struct {
	cosmicv1connect.CosmicServiceClient

	saves    savev1connect.SaveServiceClient
	boards   leaderboardv1connect.LeaderboardServiceClient
	sessions sessionv1connect.SessionServiceClient
}

func newCaptain(t *testing.T, url, name string) captain {
	t.Helper()
	return captainOf(url, signIn(t, url, name))
}

func captainOf(url, token string) captain {
	with := connect.WithInterceptors(bearer(token))
	return captain{
		CosmicServiceClient: cosmicv1connect.NewCosmicServiceClient(http.DefaultClient, url, with),
		saves:               savev1connect.NewSaveServiceClient(http.DefaultClient, url, with),
		boards:              leaderboardv1connect.NewLeaderboardServiceClient(http.DefaultClient, url, with),
		sessions:            sessionv1connect.NewSessionServiceClient(http.DefaultClient, url, with),
	}
}

func (c captain) voyage(t *testing.T, r *cosmicv1.CreateRequest) string {
	t.Helper()
	created, err := c.Create(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return created.GetSessionId()
}

func (c captain) view(t *testing.T, id string) *cosmicv1.View {
	t.Helper()
	r, err := c.GetView(t.Context(), &cosmicv1.GetViewRequest{SessionId: id})
	if err != nil {
		t.Fatal(err)
	}
	return r.GetView()
}

// wait lets turns pass; what gets in the way is met with the first thing that
// can be done about it.
func (c captain) wait(t *testing.T, id string, turns int32) {
	t.Helper()
	ctx := t.Context()
	for goal := c.view(t, id).GetCaptain().GetTurn() + turns; ; {
		v := c.view(t, id)
		var err error
		switch {
		case v.GetMode() == cosmicv1.Mode_MODE_ENDED || v.GetCaptain().GetTurn() >= goal:
			return
		case v.GetMode() == cosmicv1.Mode_MODE_COMBAT:
			_, err = c.Flee(ctx, &cosmicv1.FleeRequest{SessionId: id})
		case v.GetMode() == cosmicv1.Mode_MODE_EVENT:
			choices := v.GetEncounter().GetChoices()
			i := slices.IndexFunc(choices, (*cosmicv1.Choice).GetAllowed)
			_, err = c.Choose(ctx, &cosmicv1.ChooseRequest{SessionId: id, ChoiceId: choices[i].GetId()})
		default:
			_, err = c.Wait(ctx, &cosmicv1.WaitRequest{SessionId: id})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func (c captain) save(t *testing.T, id string, slot int32, name string) *savev1.SaveSlot {
	t.Helper()
	r, err := c.saves.Save(t.Context(), &savev1.SaveRequest{SessionId: id, Slot: slot, Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return r.GetSave()
}

func (c captain) load(t *testing.T, slot int32) (id string, same bool) {
	t.Helper()
	r, err := c.saves.LoadSave(t.Context(), &savev1.LoadSaveRequest{Game: "cosmic", Slot: slot})
	if err != nil {
		t.Fatal(err)
	}
	return r.GetSessionId(), r.GetSame()
}

func wantReason(t *testing.T, err error, want string) {
	t.Helper()
	if got := reason(err); got != want {
		t.Errorf("refused with %q (%v), want %q", got, err, want)
	}
}

// A slot names a position: the voyage itself goes on from it while it has not
// moved, else a new one does, and the old one stays as it is.
func TestSavesNamePositions(t *testing.T) {
	t.Parallel()
	ann := newCaptain(t, run(t, nil).URL, "Ann")
	id := ann.voyage(t, &cosmicv1.CreateRequest{Seed: "saves"})
	ann.wait(t, id, 2)
	saved := ann.view(t, id)
	if one := ann.save(t, id, 2, "before the storm"); one.GetName() != "before the storm" || len(one.GetDetails()) == 0 {
		t.Errorf("saved as %v", one)
	}
	if to, same := ann.load(t, 2); to != id || !same {
		t.Errorf("a voyage that has not moved goes on in %s, not in itself", to)
	}
	ann.wait(t, id, 3)
	to, same := ann.load(t, 2)
	if same || to == id {
		t.Fatal("a voyage that has moved is not gone on with elsewhere")
	}
	if got := ann.view(t, to); got.GetCaptain().GetTurn() != saved.GetCaptain().GetTurn() || got.GetCaptain().GetCredits() != saved.GetCaptain().GetCredits() {
		t.Errorf("loaded %v, saved %v", got.GetCaptain(), saved.GetCaptain())
	}
	if got := ann.view(t, id).GetCaptain().GetTurn(); got != saved.GetCaptain().GetTurn()+3 {
		t.Errorf("the old voyage is in turn %d now", got)
	}
	ann.wait(t, to, 1)
	auto, _ := ann.load(t, 0)
	if auto != to {
		t.Errorf("the autosave is %s, not the voyage played last", auto)
	}
}

// What cannot be done with slots is refused with a reason, and changes nothing.
func TestSlotsRefuseBadInput(t *testing.T) {
	t.Parallel()
	ctx, url := t.Context(), run(t, nil).URL
	ann, ben := newCaptain(t, url, "Ann"), newCaptain(t, url, "Ben")
	_, err := ann.saves.LoadSave(ctx, &savev1.LoadSaveRequest{Game: "cosmic", Slot: 0})
	wantReason(t, err, "slot_empty")
	id := ann.voyage(t, &cosmicv1.CreateRequest{})
	_, err = ann.saves.Save(ctx, &savev1.SaveRequest{SessionId: id, Slot: 0})
	wantReason(t, err, "autosave_slot")
	_, err = ann.saves.DeleteSave(ctx, &savev1.DeleteSaveRequest{Game: "cosmic", Slot: 0})
	wantReason(t, err, "autosave_slot")
	_, err = ann.saves.RenameSave(ctx, &savev1.RenameSaveRequest{Game: "cosmic", Slot: 0, Name: "mine"})
	wantReason(t, err, "autosave_slot")
	for _, slot := range []int32{1, 4} {
		_, err = ann.saves.LoadSave(ctx, &savev1.LoadSaveRequest{Game: "cosmic", Slot: slot})
		wantReason(t, err, "slot_empty")
		_, err = ann.saves.DeleteSave(ctx, &savev1.DeleteSaveRequest{Game: "cosmic", Slot: slot})
		wantReason(t, err, "slot_empty")
		_, err = ann.saves.RenameSave(ctx, &savev1.RenameSaveRequest{Game: "cosmic", Slot: slot, Name: "mine"})
		wantReason(t, err, "slot_empty")
		_, err = ann.saves.ExportSave(ctx, &savev1.ExportSaveRequest{Game: "cosmic", Slot: slot})
		wantReason(t, err, "slot_empty")
	}
	for _, slot := range []int32{-1, 5, 1 << 30} {
		if _, err = ann.saves.Save(ctx, &savev1.SaveRequest{SessionId: id, Slot: slot}); connect.CodeOf(err) != connect.CodeInvalidArgument {
			t.Errorf("slot %d: %v", slot, err)
		}
	}
	_, err = ann.saves.LoadSave(ctx, &savev1.LoadSaveRequest{Game: "labyrinth", Slot: 1})
	wantReason(t, err, "no_saves")
	_, err = ben.saves.Save(ctx, &savev1.SaveRequest{SessionId: id, Slot: 1})
	wantReason(t, err, "not_seated")
	ann.save(t, id, 1, "")
	if list, err := ben.saves.ListSaves(ctx, &savev1.ListSavesRequest{}); err != nil || len(list.GetSaves()) > 0 {
		t.Errorf("another player sees %v (%v)", list.GetSaves(), err)
	}
	_, err = ann.sessions.DeleteSession(ctx, &sessionv1.DeleteSessionRequest{SessionId: id})
	wantReason(t, err, "session_saved")
	if _, err := ann.saves.DeleteSave(ctx, &savev1.DeleteSaveRequest{Game: "cosmic", Slot: 1}); err != nil {
		t.Error(err)
	}
	if _, err := ann.sessions.DeleteSession(ctx, &sessionv1.DeleteSessionRequest{SessionId: id}); err != nil {
		t.Error(err)
	}
}

func (c captain) export(t *testing.T, slot int32) []byte {
	t.Helper()
	r, err := c.saves.ExportSave(t.Context(), &savev1.ExportSaveRequest{Game: "cosmic", Slot: slot})
	if err != nil {
		t.Fatal(err)
	}
	return r.GetFile()
}

func (c captain) imports(ctx context.Context, slot int32, file []byte) (*savev1.SaveSlot, error) {
	r, err := c.saves.ImportSave(ctx, &savev1.ImportSaveRequest{Slot: slot, File: file, CommandId: "import"})
	return r.GetSave(), err
}

// A file brings a save back, once, after everything else is gone.
func TestSavesTravelAsFiles(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	ann := newCaptain(t, run(t, nil).URL, "Ann")
	id := ann.voyage(t, &cosmicv1.CreateRequest{Seed: "files"})
	ann.wait(t, id, 3)
	want := ann.view(t, id)
	ann.save(t, id, 1, "to go")
	file := ann.export(t, 1)
	if _, err := ann.saves.DeleteSave(ctx, &savev1.DeleteSaveRequest{Game: "cosmic", Slot: 1}); err != nil {
		t.Fatal(err)
	}
	if _, err := ann.sessions.DeleteSession(ctx, &sessionv1.DeleteSessionRequest{SessionId: id}); err != nil {
		t.Fatal(err)
	}
	one, err := ann.imports(ctx, 3, file)
	if err != nil {
		t.Fatal(err)
	}
	again, err := ann.imports(ctx, 3, file)
	if err != nil || again.GetSessionId() != one.GetSessionId() {
		t.Errorf("the same import again makes %s of %s (%v)", again.GetSessionId(), one.GetSessionId(), err)
	}
	to, same := ann.load(t, 3)
	got := ann.view(t, to)
	if !same || one.GetName() != "to go" || got.GetCaptain().String() != want.GetCaptain().String() || got.GetLocation().String() != want.GetLocation().String() {
		t.Errorf("the file brings %v, not %v", got.GetCaptain(), want.GetCaptain())
	}
	ann.wait(t, to, 1)
}

// Files that were edited, cut, made up, or made elsewhere or by others are
// refused, and no slot changes.
func TestForeignAndEditedSavesAreRefused(t *testing.T) {
	t.Parallel()
	ctx, url := t.Context(), run(t, func(c *app.Config) { c.Unlimited = true }).URL
	ann, ben, far := newCaptain(t, url, "Ann"), newCaptain(t, url, "Ben"), newCaptain(t, run(t, nil).URL, "Ann")
	id := ann.voyage(t, &cosmicv1.CreateRequest{})
	ann.save(t, id, 1, "")
	file := ann.export(t, 1)
	for i := 0; i < len(file); i += 97 {
		edited := bytes.Clone(file)
		edited[i] ^= 1
		if _, err := ann.imports(ctx, 2, edited); err == nil {
			t.Errorf("a file whose byte %d was changed is taken", i)
		}
	}
	for what, bad := range map[string][]byte{
		"cut": file[:len(file)/2], "empty": {0}, "text": []byte("playhouse save"), "doubled": append(bytes.Clone(file), file...)[1:],
	} {
		_, err := ann.imports(ctx, 2, bad)
		if reason(err) != "save_damaged" {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, err := ben.imports(ctx, 2, file)
	wantReason(t, err, "foreign_save")
	_, err = far.imports(ctx, 2, file)
	wantReason(t, err, "foreign_save")
	_, err = ann.imports(ctx, 0, file)
	wantReason(t, err, "autosave_slot")
	if _, err = ann.imports(ctx, 2, make([]byte, 2<<20)); err == nil {
		t.Error("a file of 2 MiB is taken")
	}
	for _, c := range []captain{ann, ben, far} {
		list, err := c.saves.ListSaves(ctx, &savev1.ListSavesRequest{Game: "cosmic"})
		if err != nil || slices.ContainsFunc(list.GetSaves(), func(s *savev1.SaveSlot) bool { return s.GetSlot() == 2 }) {
			t.Errorf("slot 2 holds something: %v %v", list.GetSaves(), err)
		}
	}
}

func (c captain) entries(t *testing.T, ruleset string, season leaderboardv1.Season) *leaderboardv1.ListEntriesResponse {
	t.Helper()
	r, err := c.boards.ListEntries(t.Context(), &leaderboardv1.ListEntriesRequest{Game: "cosmic", Ruleset: ruleset, Season: season})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// judged waits until every finished session was looked at.
func judged(t *testing.T, house *app.App) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if waiting, err := house.Store.Unjudged(t.Context(), 1); err != nil || len(waiting) == 0 {
			return
		}
	}
	t.Fatal("the clerk never looked")
}

// Who takes over a seat has not earned what is on it, and cannot take over a
// voyage at all.
func TestVoyagesAreTheirCaptains(t *testing.T) {
	t.Parallel()
	ctx, url := t.Context(), run(t, nil).URL
	ann, eve := newCaptain(t, url, "Ann"), newCaptain(t, url, "Eve")
	id := ann.voyage(t, &cosmicv1.CreateRequest{})
	if _, err := ann.sessions.LeaveSession(ctx, &sessionv1.LeaveSessionRequest{SessionId: id}); err != nil {
		t.Fatal(err)
	}
	_, err := eve.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id, Role: sessionv1.Role_ROLE_PLAYER})
	wantReason(t, err, "seat_kept")
	if _, err := ann.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id, Role: sessionv1.Role_ROLE_PLAYER}); err != nil {
		t.Errorf("the captain does not get back in: %v", err)
	}
	ann.wait(t, id, 1)
}

// The autosave is what the player played last: neither what guests say, nor a
// file that was imported, moves it.
func TestOnlyPlayingMovesTheAutosave(t *testing.T) {
	t.Parallel()
	ctx, url := t.Context(), run(t, nil).URL
	ann, eve := newCaptain(t, url, "Ann"), newCaptain(t, url, "Eve")
	older := ann.voyage(t, &cosmicv1.CreateRequest{})
	ann.wait(t, older, 1)
	ann.save(t, older, 1, "")
	newer := ann.voyage(t, &cosmicv1.CreateRequest{})
	ann.wait(t, newer, 1)
	if _, err := eve.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: older, Role: sessionv1.Role_ROLE_SPECTATOR}); err != nil {
		t.Fatal(err)
	}
	if _, err := eve.sessions.SendChat(ctx, &sessionv1.SendChatRequest{SessionId: older, Text: "hello"}); err != nil {
		t.Fatal(err)
	}
	if got, _ := ann.load(t, 0); got != newer {
		t.Errorf("a guest's word makes %s the autosave, not %s", got, newer)
	}
	if _, err := ann.imports(ctx, 2, ann.export(t, 1)); err != nil {
		t.Fatal(err)
	}
	if got, _ := ann.load(t, 0); got != newer {
		t.Errorf("an import makes %s the autosave, not %s", got, newer)
	}
}

// A password keeps those out who do not have it.
func TestVoyagesWithAPassword(t *testing.T) {
	t.Parallel()
	ctx, url := t.Context(), run(t, nil).URL
	ann, eve := newCaptain(t, url, "Ann"), newCaptain(t, url, "Eve")
	id := ann.voyage(t, &cosmicv1.CreateRequest{Password: "secret"})
	if _, err := eve.GetView(ctx, &cosmicv1.GetViewRequest{SessionId: id}); connect.CodeOf(err) != connect.CodeNotFound {
		t.Errorf("a stranger sees it: %v", err)
	}
	if _, err := eve.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id, Role: sessionv1.Role_ROLE_SPECTATOR, Password: "secret"}); err != nil {
		t.Error(err)
	}
	_ = eve.view(t, id)
	_, err := ann.Create(ctx, &cosmicv1.CreateRequest{Password: "secret", Visibility: sessionv1.Visibility_VISIBILITY_PUBLIC})
	wantReason(t, err, "invalid_visibility")
}

// One command id loads one thing.
func TestLoadingTwice(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	ann := newCaptain(t, run(t, nil).URL, "Ann")
	id := ann.voyage(t, &cosmicv1.CreateRequest{})
	ann.save(t, id, 1, "")
	load := func(r *savev1.LoadSaveRequest) (string, error) {
		answer, err := ann.saves.LoadSave(ctx, r)
		return answer.GetSessionId(), err
	}
	first, err := load(&savev1.LoadSaveRequest{Game: "cosmic", Slot: 1, AsNew: true, CommandId: "k"})
	again, err2 := load(&savev1.LoadSaveRequest{Game: "cosmic", Slot: 1, AsNew: true, CommandId: "k"})
	if err != nil || err2 != nil || first != again {
		t.Errorf("one command id loads %s and %s (%v, %v)", first, again, err, err2)
	}
	ann.wait(t, id, 1)
	_, err = load(&savev1.LoadSaveRequest{Game: "cosmic", Slot: 1, CommandId: "k"})
	wantReason(t, err, "command_id_reused")
}

// wantSameMap compares what two captains know of the stars: different parts,
// perhaps, of one map.
func wantSameMap(t *testing.T, a, b *cosmicv1.StarMap) {
	t.Helper()
	places := map[string]string{}
	for _, n := range a.GetNodes() {
		places[n.GetId()] = fmt.Sprint(n.GetName(), n.GetType(), n.GetX(), n.GetY())
	}
	for _, n := range b.GetNodes() {
		if place, ok := places[n.GetId()]; ok && place != fmt.Sprint(n.GetName(), n.GetType(), n.GetX(), n.GetY()) {
			t.Errorf("%s is %v for one, and %v for the other", n.GetId(), place, n)
		}
	}
	if a.GetTotalNodes() != b.GetTotalNodes() {
		t.Errorf("%d nodes for one, %d for the other", a.GetTotalNodes(), b.GetTotalNodes())
	}
}

// The day's voyage has the same map for all; its end is listed when the log has
// proved it; what was loaded from a save is not.
func TestLeaderboardsListWhatTheLogProves(t *testing.T) {
	t.Parallel()
	house := run(t, func(c *app.Config) { c.Unlimited = true })
	url := house.URL
	ann, ben := newCaptain(t, url, "Ann"), newCaptain(t, url, "Ben")
	daily := &cosmicv1.CreateRequest{Daily: true}
	id, other := ann.voyage(t, daily), ben.voyage(t, &cosmicv1.CreateRequest{Daily: true, Visibility: sessionv1.Visibility_VISIBILITY_PRIVATE})
	ruleset := "daily " + ann.view(t, id).GetOptions().GetDaily()
	wantSameMap(t, ann.view(t, id).GetMap(), ben.view(t, other).GetMap())
	ann.save(t, id, 1, "")
	ann.wait(t, id, 60)
	ben.wait(t, other, 60)
	copied, _ := ann.load(t, 1)
	ann.wait(t, copied, 60)
	// Cat has nothing but a voyage that began as a save: she is not listed.
	cat := newCaptain(t, url, "Cat")
	original := cat.voyage(t, daily)
	cat.save(t, original, 1, "")
	cat.wait(t, original, 1)
	loaded, _ := cat.load(t, 1)
	cat.wait(t, loaded, 60)
	judged(t, house)
	board := ann.entries(t, ruleset, leaderboardv1.Season_SEASON_DAY)
	if len(board.GetEntries()) != 2 {
		t.Fatalf("listed: %v", board.GetEntries())
	}
	if own := board.GetOwn(); own.GetDisplayName() != "Ann" || own.GetScore() != ann.view(t, id).GetOutcome().GetScore() || own.GetSessionId() != id {
		t.Errorf("Ann's own entry is %v; her voyages were %s and, loaded, %s", own, id, copied)
	}
	for _, e := range board.GetEntries() {
		if e.GetDisplayName() == "Ben" && e.GetSessionId() != "" {
			t.Error("a private voyage's replay is shown to all")
		}
	}
	if boards, err := ann.boards.ListBoards(t.Context(), &leaderboardv1.ListBoardsRequest{Game: "cosmic"}); err != nil || len(boards.GetBoards()) != 1 || boards.GetBoards()[0].GetPlayers() != 2 {
		t.Errorf("boards: %v %v", boards.GetBoards(), err)
	}
	for _, season := range []leaderboardv1.Season{leaderboardv1.Season_SEASON_WEEK, leaderboardv1.Season_SEASON_ALL} {
		if got := ann.entries(t, ruleset, season).GetEntries(); len(got) != 2 {
			t.Errorf("%v: %v", season, got)
		}
	}
	if _, err := ann.boards.ListEntries(t.Context(), &leaderboardv1.ListEntriesRequest{Game: "cosmic", Ruleset: ruleset, Day: "2026-02-31"}); connect.CodeOf(err) != connect.CodeInvalidArgument {
		t.Errorf("the 31st of February: %v", err)
	}
}
