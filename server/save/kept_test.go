package save_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	savev1 "playhouse/gen/playhouse/save/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/bus"
	"playhouse/server/games/cosmic"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/save"
	"playhouse/server/session"
	"playhouse/server/session/logtest"
)

var keep = flag.String("keep", "", "write a save of this release into testdata, under this name")

// testKey signs the kept files.
type testKey struct{}

var key = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))

func (testKey) Sign(content []byte) (string, []byte) { return "test", ed25519.Sign(key, content) }

func (testKey) Verify(_ context.Context, id string, content, signature []byte) (known, ok bool, err error) {
	public, _ := key.Public().(ed25519.PublicKey)
	return id == "test", ed25519.Verify(public, content, signature), nil
}

// slots is a store of one player's slots, in memory.
type slots map[int32]*savev1.SaveSlot

func (s slots) Saves(context.Context, session.UserID, string) ([]*savev1.SaveSlot, error) {
	var all []*savev1.SaveSlot
	for _, one := range s {
		all = append(all, one)
	}
	return all, nil
}

func (s slots) PutSave(_ context.Context, _ session.UserID, one *savev1.SaveSlot) error {
	s[one.GetSlot()] = one
	return nil
}

func (slots) RenameSave(context.Context, session.UserID, string, int32, string) (bool, error) {
	return false, nil
}

func (slots) DeleteSave(context.Context, session.UserID, string, int32) (bool, error) {
	return false, nil
}

func (slots) List(context.Context, session.Filter) ([]*sessionv1.Room, string, error) {
	return nil, "", nil
}

type host = session.Host[cosmic.Game, cosmic.State, *cosmicv1.Event, *cosmicv1.View]

// house is a server without a wire.
func house(t *testing.T) (*host, *save.Service) {
	t.Helper()
	log := &logtest.Memory{}
	rt := session.NewRuntime(session.Config{Log: log, Index: log, Bus: &bus.Local{}})
	t.Cleanup(rt.Close)
	return session.NewHost(rt, "cosmic", cosmic.New(balance.Default())), &save.Service{Runtime: rt, Store: slots{}, Signer: testKey{}, Now: time.Now}
}

const keeper = "00000000-0000-7000-8000-000000000001"

// Saves of every release load, and the voyage goes on.
func TestKeptSavesLoad(t *testing.T) {
	t.Parallel()
	ctx := session.WithCaller(t.Context(), session.Caller{User: keeper, Name: "Keeper"})
	if *keep != "" {
		write(ctx, t, filepath.Join("testdata", *keep+".save"))
	}
	files, err := fs.Glob(os.DirFS("testdata"), "*.save")
	if err != nil || len(files) == 0 {
		t.Fatalf("kept files: %v %v", files, err)
	}
	for _, name := range files {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file, err := os.ReadFile(filepath.Join("testdata", name))
			if err != nil {
				t.Fatal(err)
			}
			h, s := house(t)
			one, err := s.Import(ctx, &savev1.ImportSaveRequest{Slot: 1, File: file})
			if err != nil {
				t.Fatal(err)
			}
			v, err := h.View(ctx, session.ID(one.GetSessionId()), 0)
			if err != nil || v.View.GetStatus() != cosmicv1.VoyageStatus_VOYAGE_STATUS_UNDER_WAY || v.View.GetCaptain().GetTurn() < 5 {
				t.Fatalf("the voyage stands so: %v (%v)", v.View.GetCaptain(), err)
			}
			step(ctx, t, h, session.ID(one.GetSessionId()))
		})
	}
}

// write plays a few turns and keeps them.
func write(ctx context.Context, t *testing.T, path string) {
	t.Helper()
	h, s := house(t)
	id, err := session.Create(ctx, h, &cosmicv1.CreateRequest{Seed: "kept", Endless: true}, session.Options{Begin: true}, cosmic.Game.Create)
	if err != nil {
		t.Fatal(err)
	}
	const actions = 40
	for range actions {
		step(ctx, t, h, id)
	}
	if _, err := s.Save(ctx, id, 1, "kept"); err != nil {
		t.Fatal(err)
	}
	file, _, err := s.Export(ctx, "cosmic", 1)
	if err == nil {
		err = os.WriteFile(path, file, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// step does the first thing that can be done, preferring to travel.
func step(ctx context.Context, t *testing.T, h *host, id session.ID) {
	t.Helper()
	snapshot, err := h.View(ctx, id, 0)
	if err != nil {
		t.Fatal(err)
	}
	v, on := snapshot.View, string(id)
	switch v.GetMode() {
	case cosmicv1.Mode_MODE_COMBAT:
		_, err = session.Do(ctx, h, &cosmicv1.FleeRequest{SessionId: on}, cosmic.Game.Flee)
	case cosmicv1.Mode_MODE_EVENT:
		for _, c := range v.GetEncounter().GetChoices() {
			if c.GetAllowed() {
				_, err = session.Do(ctx, h, &cosmicv1.ChooseRequest{SessionId: on, ChoiceId: c.GetId()}, cosmic.Game.Choose)
				break
			}
		}
	default:
		calm := func(d *cosmicv1.Destination) bool { return d.GetAllowed() && !d.GetVisited() && d.GetDanger() < 0.5 }
		if i := slices.IndexFunc(v.GetDestinations(), calm); i >= 0 {
			d := v.GetDestinations()[i]
			_, err = session.Do(ctx, h, &cosmicv1.NavigateRequest{SessionId: on, NodeId: d.GetNodeId(), RegionId: d.GetRegionId()}, cosmic.Game.Navigate)
			break
		}
		_, err = session.Do(ctx, h, &cosmicv1.WaitRequest{SessionId: on}, cosmic.Game.Wait)
	}
	if err != nil {
		t.Fatal(err)
	}
}
