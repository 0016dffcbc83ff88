package store

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	"playhouse/ent"
	enttavern "playhouse/ent/tavern"
	"playhouse/ent/tavernentry"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
	"playhouse/server/session"
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
	t, err := tavernOf(row)
	if err != nil {
		return nil, err
	}
	lines, err := s.ent.TavernEntry.Query().Where(tavernentry.TavernID(row.ID)).
		Order(tavernentry.ByNumber(sql.OrderDesc())).Limit(campaign.LedgerMost).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	for _, line := range lines {
		e, err := entryOf(line)
		if err != nil {
			return nil, err
		}
		t.Ledger = append(t.Ledger, e)
	}
	return t, nil
}

func tavernOf(row *ent.Tavern) (*tabletopv1.Tavern, error) {
	t := &tabletopv1.Tavern{}
	if err := proto.Unmarshal(row.Body, t); err != nil {
		return nil, fmt.Errorf("tavern %s: %w", row.ID, err)
	}
	t.Etag = etagOf(row.Revision)
	return t, nil
}

func entryOf(row *ent.TavernEntry) (*tabletopv1.TavernEntry, error) {
	e := &tabletopv1.TavernEntry{}
	if err := proto.Unmarshal(row.Body, e); err != nil {
		return nil, fmt.Errorf("ledger line %s: %w", row.ID, err)
	}
	e.Id, e.Net, e.Treasury, e.Note = row.ID.String(), row.Net, row.Treasury, row.Note
	return e, nil
}

// Entry returns a line of the ledger.
func (s *Store) Entry(ctx context.Context, in, entry uuid.UUID) (_ *tabletopv1.TavernEntry, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.TavernEntry.Query().
		Where(tavernentry.ID(entry), tavernentry.HasTavernWith(enttavern.CampaignID(in))).Only(ctx)
	if err != nil {
		return nil, orMissing("line in the ledger", err)
	}
	return entryOf(row)
}

// ChangeTavern lets f change the business; see campaign.TavernStore.
func (s *Store) ChangeTavern(ctx context.Context, d campaign.Deed, in uuid.UUID, f campaign.TavernChange) (_ uuid.UUID, err error) {
	defer explain(ctx, &err)
	line := campaign.NewID()
	return s.once(ctx, deed{Deed: d, campaign: in, makes: line}, func(tx *ent.Tx) error {
		row, t, err := openTavern(ctx, tx, in)
		if err != nil {
			return err
		}
		entry, err := f(t)
		if err != nil {
			return err
		}
		if err := saveTavern(ctx, row, t); err != nil || entry == nil {
			return err
		}
		last, err := tx.TavernEntry.Query().Where(tavernentry.TavernID(row.ID)).Order(tavernentry.ByNumber(sql.OrderDesc())).First(ctx)
		if err != nil && !ent.IsNotFound(err) {
			return fmt.Errorf("ledger: %w", err)
		}
		number := int32(1)
		if last != nil {
			number = last.Number + 1
		}
		body, err := proto.Marshal(entry)
		if err != nil {
			return fmt.Errorf("encode ledger line: %w", err)
		}
		return tx.TavernEntry.Create().SetID(line).SetTavernID(row.ID).SetNumber(number).SetNet(entry.GetNet()).
			SetTreasury(t.GetTreasury()).SetNote(entry.GetNote()).SetBody(body).Exec(ctx)
	})
}

// openTavern is a campaign's business, made if there is none. The campaign is
// locked.
func openTavern(ctx context.Context, tx *ent.Tx, in uuid.UUID) (*ent.Tavern, *tabletopv1.Tavern, error) {
	row, err := tx.Tavern.Query().Where(enttavern.CampaignID(in)).Only(ctx)
	if err == nil {
		t, err := tavernOf(row)
		return row, t, err
	}
	if !ent.IsNotFound(err) {
		return nil, nil, fmt.Errorf("tavern: %w", err)
	}
	row, err = tx.Tavern.Create().SetID(campaign.NewID()).SetCampaignID(in).SetBody([]byte{}).SetRevision(0).Save(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("open tavern: %w", err)
	}
	return row, &tabletopv1.Tavern{}, nil
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

// EditEntry corrects a line of the ledger; see campaign.TavernStore.
func (s *Store) EditEntry(ctx context.Context, in, entry uuid.UUID, e campaign.EntryEdit) (err error) {
	defer explain(ctx, &err)
	return s.inCampaign(ctx, in, func(tx *ent.Tx) error {
		line, err := tx.TavernEntry.Query().Where(tavernentry.ID(entry), tavernentry.HasTavernWith(enttavern.CampaignID(in))).
			WithTavern().Only(ctx)
		if err != nil {
			return orMissing("line in the ledger", err)
		}
		difference := int64(e.Net) - int64(line.Net)
		if e.Remove {
			difference = -int64(line.Net)
			err = tx.TavernEntry.DeleteOne(line).Exec(ctx)
		} else {
			err = line.Update().SetNet(e.Net).SetNote(e.Note).Exec(ctx)
		}
		if err != nil {
			return fmt.Errorf("edit ledger: %w", err)
		}
		t, err := tavernOf(line.Edges.Tavern)
		if err != nil {
			return err
		}
		treasury := int64(t.GetTreasury()) + difference
		if treasury < -campaign.GoldMost || treasury > campaign.GoldMost {
			return session.Invalid("net", "would bring the treasury beyond %d", campaign.GoldMost)
		}
		t.Treasury = int32(treasury)
		if err := saveTavern(ctx, line.Edges.Tavern, t); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE tavern_entries
			SET treasury = LEAST(GREATEST(treasury::bigint + $3, -2000000000), 2000000000)
			WHERE tavern_id = $1 AND number >= $2`, line.TavernID, line.Number, difference)
		return err
	})
}
