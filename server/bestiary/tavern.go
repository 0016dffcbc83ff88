package bestiary

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
	"playhouse/server/dice"
	"playhouse/server/games/tabletop/tavern"
	"playhouse/server/session"
)

// Taverns is the business of campaigns.
type Taverns struct {
	Gate  campaign.Gate
	Store campaign.TavernStore
}

const (
	goldMost = 1_000_000_000
	dayMost  = 1_000_000
)

// Read returns the business of a campaign.
func (s *Taverns) Read(ctx context.Context, campaignID string) (*tabletopv1.Tavern, error) {
	m, err := s.Gate.Member(ctx, campaignID)
	if err != nil {
		return nil, err
	}
	return s.Store.Tavern(ctx, m.Campaign)
}

// change lets a game master change the business, and returns it.
func (s *Taverns) change(ctx context.Context, campaignID string, f campaign.TavernChange) (*tabletopv1.Tavern, error) {
	m, err := s.Gate.GM(ctx, campaignID)
	if err != nil {
		return nil, err
	}
	if _, err := s.Store.ChangeTavern(ctx, campaign.Booking{Campaign: m.Campaign, Makes: campaign.NewID()}, f); err != nil {
		return nil, err
	}
	return s.Store.Tavern(ctx, m.Campaign)
}

// Update makes the business what it is given as, but for the ledger.
func (s *Taverns) Update(ctx context.Context, campaignID string, wanted *tabletopv1.Tavern) (*tabletopv1.Tavern, error) {
	return s.change(ctx, campaignID, func(t *tabletopv1.Tavern) (*tabletopv1.Tavern, error) {
		if wanted.GetEtag() != "" && wanted.GetEtag() != t.GetEtag() {
			return nil, session.Stale(nil)
		}
		next, err := cleanTavern(wanted)
		if err != nil {
			return nil, err
		}
		next.Ledger = t.GetLedger()
		return next, nil
	})
}

// cleanTavern checks what the schema does not.
func cleanTavern(t *tabletopv1.Tavern) (*tabletopv1.Tavern, error) {
	clean := proto.CloneOf(t)
	var err error
	if t.GetName() != "" {
		if clean.Name, err = campaign.CleanName("name", t.GetName()); err != nil {
			return nil, err
		}
	}
	if t.GetTreasury() < -goldMost || t.GetTreasury() > goldMost {
		return nil, session.Invalid("treasury", "must lie between %d and %d", -goldMost, goldMost)
	}
	if t.GetDay() < 0 || t.GetDay() > dayMost {
		return nil, session.Invalid("day", "must lie between 0 and %d", dayMost)
	}
	seen := map[string]bool{}
	for _, o := range clean.GetCatalogue() {
		if seen[o.GetId()] {
			return nil, session.Invalid("catalogue", "has the option %q twice", o.GetId())
		}
		seen[o.GetId()] = true
		if o.GetWorksFromDay() < 0 || o.GetWorksFromDay() > 2*dayMost {
			return nil, session.Invalid("catalogue", "has the option %q work from day %d", o.GetId(), o.GetWorksFromDay())
		}
	}
	return clean, nil
}

// Preview tells what each outcome of a check would bring.
func (s *Taverns) Preview(ctx context.Context, r *tabletopv1.PreviewTavernRequest) (*tabletopv1.PreviewTavernResponse, error) {
	t, err := s.Read(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	bands, bonus, err := tavern.Preview(t, tavern.Manual{Bonus: r.GetManualBonus(), Gold: r.GetManualGold()})
	return &tabletopv1.PreviewTavernResponse{Bands: bands, Bonus: bonus}, err
}

// Settle rolls, books the result, and lets the days pass.
func (s *Taverns) Settle(ctx context.Context, r *tabletopv1.SettleTavernRequest) (*tabletopv1.SettleTavernResponse, error) {
	m, err := s.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	b := campaign.Booking{Deed: m.Deed(r), Campaign: m.Campaign, Makes: campaign.NewID()}
	by := tavern.Manual{Bonus: r.GetManualBonus(), Gold: r.GetManualGold()}
	line, err := s.Store.ChangeTavern(ctx, b, func(t *tabletopv1.Tavern) (*tabletopv1.Tavern, error) {
		next, _, err := tavern.Settle(t, by, r.GetDays(), r.GetNote(), b.Makes.String(), chance())
		return next, err
	})
	if err != nil {
		return nil, err
	}
	t, err := s.Store.Tavern(ctx, m.Campaign)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(t.GetLedger(), func(e *tabletopv1.TavernEntry) bool { return e.GetId() == line.String() })
	if at < 0 {
		return nil, session.Missing("this was settled, and struck out of the ledger since")
	}
	return &tabletopv1.SettleTavernResponse{Entry: t.GetLedger()[at], Tavern: t}, nil
}

// chance throws dice that nobody can foresee.
func chance() *dice.Roller {
	k := dice.Key{Session: uuid.NewString()}
	_, _ = rand.Read(k.Seed[:]) // never fails
	return k.At(1)
}

// Edit corrects a line of the ledger, or strikes it out.
func (s *Taverns) Edit(ctx context.Context, r *tabletopv1.EditTavernEntryRequest) (*tabletopv1.Tavern, error) {
	return s.change(ctx, r.GetCampaignId(), func(t *tabletopv1.Tavern) (*tabletopv1.Tavern, error) {
		id := strings.ToLower(r.GetEntryId())
		if r.GetRemove() {
			return tavern.Remove(t, id)
		}
		return tavern.Edit(t, id, r.GetNet(), r.GetNote())
	})
}

// Buy buys an option of the catalogue.
func (s *Taverns) Buy(ctx context.Context, r *tabletopv1.BuyTavernOptionRequest) (*tabletopv1.Tavern, error) {
	m, err := s.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	b := campaign.Booking{Deed: m.Deed(r), Campaign: m.Campaign, Makes: campaign.NewID()}
	_, err = s.Store.ChangeTavern(ctx, b, func(t *tabletopv1.Tavern) (*tabletopv1.Tavern, error) {
		return tavern.Buy(t, r.GetOptionId(), b.Makes.String())
	})
	if err != nil {
		return nil, err
	}
	return s.Store.Tavern(ctx, m.Campaign)
}
