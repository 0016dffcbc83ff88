package store_test

import (
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/assistant/ledger"
	"playhouse/server/campaign"
	"playhouse/server/identity"
	"playhouse/server/postgres/postgrestest"
	"playhouse/server/store"
)

// asker is a user on a store of their own.
func asker(t *testing.T) (*store.Store, ledger.Day) {
	t.Helper()
	s, err := store.Open(t.Context(), postgrestest.URL(t), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, ledger.Day{User: newUser(t, s), On: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)}
}

func newUser(t *testing.T, s *store.Store) uuid.UUID {
	t.Helper()
	id, err := identity.New(t.Context(), s, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	in, _, err := id.SignInGuest(t.Context(), "Asker", "test")
	if err != nil {
		t.Fatal(err)
	}
	return in.ID
}

func TestTheDaysShareIsNeverOverdrawn(t *testing.T) {
	t.Parallel()
	s, day := asker(t)
	const most, callers = 7, 40
	var (
		taken atomic.Int32
		all   sync.WaitGroup
	)
	for range callers {
		all.Go(func() {
			ok, err := s.TakeAssistant(t.Context(), day, most)
			if err != nil {
				t.Error(err)
			}
			if ok {
				taken.Add(1)
			}
		})
	}
	all.Wait()
	if used, err := s.AssistantUsed(t.Context(), day); taken.Load() != most || used != most || err != nil {
		t.Fatalf("%d of %d taken, %d used, %v", taken.Load(), most, used, err)
	}
	if err := s.SettleAssistant(t.Context(), day, 120, true); err != nil {
		t.Fatal(err)
	}
	if err := s.SettleAssistant(t.Context(), day, 80, false); err != nil {
		t.Fatal(err)
	}
	if used, _ := s.AssistantUsed(t.Context(), day); used != most-1 {
		t.Errorf("a failed call was not given back: %d", used)
	}
	if ok, err := s.TakeAssistant(t.Context(), day, most); !ok || err != nil {
		t.Error("what was given back cannot be taken", err)
	}
	for name, other := range map[string]ledger.Day{
		"tomorrow": {User: day.User, On: day.On.AddDate(0, 0, 1)}, "somebody else": {User: newUser(t, s), On: day.On},
	} {
		if used, err := s.AssistantUsed(t.Context(), other); used != 0 || err != nil {
			t.Errorf("%s: %d %v", name, used, err)
		}
		if ok, err := s.TakeAssistant(t.Context(), other, 1); !ok || err != nil {
			t.Errorf("%s: %v %v", name, ok, err)
		}
	}
}

func TestProposalsAreListedNewestFirstAndForgotten(t *testing.T) {
	t.Parallel()
	s, day := asker(t)
	for i := range ledger.ProposalsMost + 5 {
		p := &arenav1.Proposal{Id: uuid.NewString(), Name: fmt.Sprint(i), Created: timestamppb.New(day.On.Add(time.Duration(i/2) * time.Second))}
		if err := s.KeepProposal(t.Context(), day.User, p); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[string]bool{}
	page, last := campaign.Page{Limit: 30}, time.Now()
	for {
		all, next, err := s.Proposals(t.Context(), day.User, page)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range all {
			if seen[p.GetName()] || p.GetCreated().AsTime().After(last) {
				t.Errorf("proposal %s again, or out of order", p.GetName())
			}
			seen[p.GetName()], last = true, p.GetCreated().AsTime()
		}
		if next == (campaign.Mark{}) {
			break
		}
		page.After = next
	}
	if len(seen) != ledger.ProposalsMost || seen["0"] || !seen[fmt.Sprint(ledger.ProposalsMost+4)] {
		t.Errorf("%d are kept", len(seen))
	}
	if all, _, err := s.Proposals(t.Context(), newUser(t, s), campaign.Page{Limit: 30}); len(all) != 0 || err != nil {
		t.Error("somebody else's", all, err)
	}
}
