package store

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"playhouse/ent"
	"playhouse/server/archive"
	"playhouse/server/campaign"
)

var _ archive.Store = (*Store)(nil)

// FoundCampaign stores a campaign with all that is in it; see archive.Store.
func (s *Store) FoundCampaign(ctx context.Context, d campaign.Deed, f archive.Founding) (_ uuid.UUID, err error) {
	defer explain(ctx, &err)
	c := f.Campaign
	return s.once(ctx, deed{Deed: d, campaign: c.ID, makes: c.ID}, func(tx *ent.Tx) error {
		if err := tx.Campaign.Create().SetID(c.ID).SetName(c.Name).SetDescription(c.Description).SetFounderID(c.Founder).
			SetCreatedAt(c.At).SetUpdatedAt(c.At).Exec(ctx); err != nil {
			return fmt.Errorf("found campaign: %w", err)
		}
		if err := addMember(ctx, tx, c.ID, c.Founder, campaign.GM, c.At); err != nil {
			return err
		}
		w := founder{ctx: ctx, tx: tx, Founding: f}
		for _, part := range []func() error{w.limits, w.folders, w.assets, w.scenes, w.notes, w.creatures, w.tavern} {
			if err := part(); err != nil {
				return err
			}
		}
		return nil
	})
}

// founder stores the parts of a campaign within a transaction.
type founder struct {
	archive.Founding

	ctx context.Context //nolint:containedctx // that of the transaction
	tx  *ent.Tx
}

func (w founder) limits() error {
	switch all := w.Archive; {
	case len(all.GetScenes()) > scenesMost:
		return campaign.TooMany("scenes", scenesMost)
	case len(all.GetCreatures()) > creaturesMost:
		return campaign.TooMany("creatures", creaturesMost)
	}
	return nil
}

func (w founder) folders() error {
	folder := func(kind campaign.FolderKind, id, parent, name string) error {
		name, err := campaign.CleanName("folder", name)
		if err != nil {
			return err
		}
		return orTaken(name, w.tx.Folder.Create().SetID(uuid.MustParse(id)).SetCampaignID(w.Campaign.ID).SetKind(int32(kind)).
			SetNillableParentID(parsed(parent)).SetName(name).SetNameKey(campaign.NameKey(name)).SetCreatedAt(w.Campaign.At).Exec(w.ctx))
	}
	for _, f := range w.Archive.GetFolders() {
		if err := folder(campaign.AssetFolders, f.GetId(), f.GetParentId(), f.GetName()); err != nil {
			return err
		}
	}
	for _, f := range w.Archive.GetSceneFolders() {
		if err := folder(campaign.SceneFolders, f.GetId(), f.GetParentId(), f.GetName()); err != nil {
			return err
		}
	}
	return nil
}

func (w founder) assets() error {
	for _, a := range w.Assets {
		if err := createAsset(w.ctx, w.tx, a); err != nil {
			return err
		}
	}
	return nil
}

func (w founder) scenes() error {
	for _, info := range w.Archive.GetScenes() {
		document, err := w.Scene(info.GetId())
		if err != nil {
			return err
		}
		name, err := campaign.CleanName("scene", info.GetName())
		if err != nil {
			return err
		}
		create := w.tx.Scene.Create().SetID(uuid.MustParse(info.GetId())).SetCampaignID(w.Campaign.ID).SetNillableFolderID(parsed(info.GetFolderId())).
			SetName(name).SetNameKey(campaign.NameKey(name)).SetCreatedAt(w.Campaign.At).SetUpdatedAt(w.Campaign.At)
		setDocument(create.Mutation(), document)
		if err := orTaken(name, create.Exec(w.ctx)); err != nil {
			return err
		}
	}
	return nil
}

func (w founder) notes() error {
	for _, listed := range w.Archive.GetNotes() {
		n, err := w.Note(listed.GetId())
		if err != nil {
			return err
		}
		c, at := n.GetContent(), w.Campaign.At
		if n.GetCreatedAt().IsValid() && n.GetCreatedAt().AsTime().Before(at) {
			at = n.GetCreatedAt().AsTime()
		}
		if err := w.tx.Note.Create().SetID(uuid.MustParse(n.GetId())).SetCampaignID(w.Campaign.ID).SetAuthorID(w.Campaign.Founder).
			SetKind(int32(c.GetKind())).SetTitle(c.GetTitle()).SetText(c.GetText()).SetReaders(int32(c.GetReaders())).
			SetReaderIds(pq.StringArray{}).SetNillableAssetID(parsed(c.GetAssetId())).SetNillableSceneID(parsed(c.GetSceneId())).
			SetCreatedAt(at).SetUpdatedAt(at).Exec(w.ctx); err != nil {
			return fmt.Errorf("found note: %w", err)
		}
	}
	return nil
}

func (w founder) creatures() error {
	for _, listed := range w.Archive.GetCreatures() {
		c, err := w.Creature(listed.GetId())
		if err != nil {
			return err
		}
		create := w.tx.Creature.Create().SetID(uuid.MustParse(c.GetId())).SetCampaignID(w.Campaign.ID)
		if err := setCreature(w.ctx, w.tx, w.Campaign.ID, create.Mutation(), c); err != nil {
			return err
		}
		if err := create.Exec(w.ctx); err != nil {
			return fmt.Errorf("found creature: %w", err)
		}
	}
	return nil
}

func (w founder) tavern() error {
	t := w.Archive.GetTavern()
	if t == nil {
		return nil
	}
	row, err := openTavern(w.ctx, w.tx, w.Campaign.ID)
	if err != nil {
		return err
	}
	if err := saveTavern(w.ctx, row, t); err != nil {
		return err
	}
	return saveLedger(w.ctx, w.tx, row.ID, nil, t.GetLedger())
}
