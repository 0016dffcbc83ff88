package store

import (
	"context"
	"fmt"
	"slices"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	"playhouse/ent"
	enttavern "playhouse/ent/tavern"
	"playhouse/ent/tavernentry"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
)

var _ campaign.TavernStore = (*Store)(nil)

// Tavern returns a business with its ledger; see campaign.TavernStore.
func (s *Store) Tavern(ctx context.Context, in uuid.UUID) (_ *tabletopv1.Tavern, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.Tavern.Query().Where(enttavern.CampaignID(in)).Only(ctx)
	if ent.IsNotFound(err) {
		return &tabletopv1.Tavern{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("tavern: %w", err)
	}
	lines, err := ledgerOf(ctx, s.ent, row.ID)
	if err != nil {
		return nil, err
	}
	return tavernOf(row, lines)
}

// ledgerOf is the lines of a ledger, newest first.
func ledgerOf(ctx context.Context, c *ent.Client, id uuid.UUID) ([]*ent.TavernEntry, error) {
	lines, err := c.TavernEntry.Query().Where(tavernentry.TavernID(id)).Order(tavernentry.ByNumber(sql.OrderDesc())).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	return lines, nil
}

func tavernOf(row *ent.Tavern, lines []*ent.TavernEntry) (*tabletopv1.Tavern, error) {
	t := &tabletopv1.Tavern{}
	if err := proto.Unmarshal(row.Body, t); err != nil {
		return nil, fmt.Errorf("tavern %s: %w", row.ID, err)
	}
	t.Etag = etagOf(row.Revision)
	for _, line := range lines {
		e := &tabletopv1.TavernEntry{}
		if err := proto.Unmarshal(line.Body, e); err != nil {
			return nil, fmt.Errorf("ledger line %s: %w", line.ID, err)
		}
		e.Id, e.Net, e.Treasury, e.Note = line.ID.String(), line.Net, line.Treasury, line.Note
		t.Ledger = append(t.Ledger, e)
	}
	return t, nil
}

// ChangeTavern lets f change the business; see campaign.TavernStore.
func (s *Store) ChangeTavern(ctx context.Context, b campaign.Booking, f campaign.TavernChange) (_ uuid.UUID, err error) {
	defer explain(ctx, &err)
	return s.once(ctx, deed{Deed: b.Deed, campaign: b.Campaign, makes: b.Makes}, func(tx *ent.Tx) error {
		row, err := openTavern(ctx, tx, b.Campaign)
		if err != nil {
			return err
		}
		lines, err := ledgerOf(ctx, tx.Client(), row.ID)
		if err != nil {
			return err
		}
		t, err := tavernOf(row, lines)
		if err != nil {
			return err
		}
		next, err := f(t)
		if err != nil {
			return err
		}
		if err := saveTavern(ctx, row, next); err != nil {
			return err
		}
		return saveLedger(ctx, tx, row.ID, lines, next.GetLedger())
	})
}

// openTavern is a campaign's business, made if there is none. The campaign is
// locked.
func openTavern(ctx context.Context, tx *ent.Tx, in uuid.UUID) (*ent.Tavern, error) {
	row, err := tx.Tavern.Query().Where(enttavern.CampaignID(in)).Only(ctx)
	if ent.IsNotFound(err) {
		row, err = tx.Tavern.Create().SetID(campaign.NewID()).SetCampaignID(in).SetBody([]byte{}).SetRevision(0).Save(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("open tavern: %w", err)
	}
	return row, nil
}

func saveTavern(ctx context.Context, row *ent.Tavern, t *tabletopv1.Tavern) error {
	kept := proto.CloneOf(t)
	kept.Ledger, kept.Etag = nil, ""
	body, err := proto.Marshal(kept)
	if err != nil {
		return fmt.Errorf("encode tavern: %w", err)
	}
	return row.Update().SetBody(body).AddRevision(1).Exec(ctx)
}

// saveLedger makes the lines of a ledger those that are given: new ones come in
// front.
func saveLedger(ctx context.Context, tx *ent.Tx, id uuid.UUID, lines []*ent.TavernEntry, ledger []*tabletopv1.TavernEntry) error {
	there, number := map[string]*ent.TavernEntry{}, int32(1)
	for _, line := range lines {
		there[line.ID.String()] = line
		number = max(number, line.Number+1)
	}
	for _, e := range slices.Backward(ledger) {
		line, ok := there[e.GetId()]
		delete(there, e.GetId())
		var err error
		switch {
		case !ok:
			err = addLine(ctx, tx, id, number, e)
			number++
		case line.Net != e.GetNet() || line.Treasury != e.GetTreasury() || line.Note != e.GetNote():
			err = line.Update().SetNet(e.GetNet()).SetTreasury(e.GetTreasury()).SetNote(e.GetNote()).Exec(ctx)
		}
		if err != nil {
			return fmt.Errorf("ledger: %w", err)
		}
	}
	for _, line := range there {
		if err := tx.TavernEntry.DeleteOne(line).Exec(ctx); err != nil {
			return fmt.Errorf("ledger: %w", err)
		}
	}
	return nil
}

func addLine(ctx context.Context, tx *ent.Tx, tavern uuid.UUID, number int32, e *tabletopv1.TavernEntry) error {
	body, err := proto.Marshal(e)
	if err != nil {
		return err
	}
	line := parsed(e.GetId())
	if line == nil {
		return fmt.Errorf("line id %q", e.GetId())
	}
	return tx.TavernEntry.Create().SetID(*line).SetTavernID(tavern).SetNumber(number).SetNet(e.GetNet()).
		SetTreasury(e.GetTreasury()).SetNote(e.GetNote()).SetBody(body).Exec(ctx)
}
