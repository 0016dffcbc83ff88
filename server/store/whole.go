package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	"playhouse/ent"
	entasset "playhouse/ent/asset"
	entcreature "playhouse/ent/creature"
	entfolder "playhouse/ent/folder"
	entnote "playhouse/ent/note"
	entscene "playhouse/ent/scene"
	enttavern "playhouse/ent/tavern"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/archive"
	"playhouse/server/campaign"
)

// ReadCampaign lets f see all of a campaign at one moment.
func (s *Store) ReadCampaign(ctx context.Context, id uuid.UUID, f func(archive.Whole) error) (err error) {
	defer explain(ctx, &err)
	tx, err := s.ent.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // it changed nothing
	r := wholeReader{ctx: ctx, tx: tx.Client(), store: s, id: id}
	all, err := r.read()
	if err != nil {
		return err
	}
	return f(archive.Whole{Archive: all, Scene: r.scene, Note: r.note, Creature: r.creature})
}

// wholeReader reads a campaign within a transaction.
type wholeReader struct {
	ctx   context.Context //nolint:containedctx // that of the transaction
	tx    *ent.Client
	store *Store
	id    uuid.UUID
}

func (r wholeReader) read() (*tabletopv1.Archive, error) {
	row, err := r.tx.Campaign.Get(r.ctx, r.id)
	if err != nil {
		return nil, orMissing("campaign", err)
	}
	all := &tabletopv1.Archive{Name: row.Name, Description: row.Description}
	for _, part := range []func(*tabletopv1.Archive) error{r.folders, r.assets, r.scenes, r.notes, r.creatures, r.tavern} {
		if err := part(all); err != nil {
			return nil, fmt.Errorf("read campaign: %w", err)
		}
	}
	return all, nil
}

func (r wholeReader) folders(all *tabletopv1.Archive) error {
	rows, err := r.tx.Folder.Query().Where(entfolder.CampaignID(r.id)).Order(entfolder.ByID()).All(r.ctx)
	for _, f := range rows {
		if campaign.FolderKind(f.Kind) == campaign.SceneFolders {
			all.SceneFolders = append(all.SceneFolders, &tabletopv1.SceneFolder{Id: f.ID.String(), ParentId: text(f.ParentID), Name: f.Name})
		} else {
			all.Folders = append(all.Folders, &tabletopv1.Folder{Id: f.ID.String(), ParentId: text(f.ParentID), Name: f.Name})
		}
	}
	return err
}

func (r wholeReader) assets(all *tabletopv1.Archive) error {
	rows, err := r.tx.Asset.Query().Where(entasset.CampaignID(r.id)).Order(entasset.ByID()).All(r.ctx)
	for _, a := range rows {
		all.Assets = append(all.Assets, &tabletopv1.Asset{
			Id: a.ID.String(), Kind: tabletopv1.AssetKind(a.Kind), Name: a.Name, FolderId: text(a.FolderID), MediaType: a.MediaType,
			Size: a.Size, Width: a.Width, Height: a.Height, Milliseconds: a.Milliseconds, Tags: a.Tags, PixelsPerCell: a.PixelsPerCell,
		})
	}
	return err
}

func (r wholeReader) scenes(all *tabletopv1.Archive) error {
	rows, err := r.tx.Scene.Query().Where(entscene.CampaignID(r.id), entscene.TrashedAtIsNil()).Order(entscene.ByID()).Select(listed...).All(r.ctx)
	for _, s := range rows {
		all.Scenes = append(all.Scenes, &tabletopv1.SceneInfo{
			Id: s.ID.String(), Name: s.Name, FolderId: text(s.FolderID), Width: s.Width, Height: s.Height, Elements: s.Elements,
		})
	}
	return err
}

func (r wholeReader) scene(id string) (*tabletopv1.Scene, error) {
	row, err := r.tx.Scene.Query().Where(entscene.ID(uuid.MustParse(id)), entscene.CampaignID(r.id)).Only(r.ctx)
	if err != nil {
		return nil, orMissing("scene", err)
	}
	scene := &tabletopv1.Scene{}
	return scene, proto.Unmarshal(row.Document, scene)
}

func (r wholeReader) notes(all *tabletopv1.Archive) error {
	ids, err := r.tx.Note.Query().Where(entnote.CampaignID(r.id)).Order(entnote.ByCreatedAt(), entnote.ByID()).IDs(r.ctx)
	for _, id := range ids {
		all.Notes = append(all.Notes, &tabletopv1.Note{Id: id.String()})
	}
	return err
}

func (r wholeReader) note(id string) (*tabletopv1.Note, error) {
	row, err := r.tx.Note.Query().Where(entnote.ID(uuid.MustParse(id)), entnote.CampaignID(r.id)).Only(r.ctx)
	if err != nil {
		return nil, orMissing("note", err)
	}
	all, err := r.store.notesOf(r.ctx, []*ent.Note{row})
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

func (r wholeReader) creatures(all *tabletopv1.Archive) error {
	rows, err := r.tx.Creature.Query().Where(entcreature.CampaignID(r.id)).Order(entcreature.ByID()).
		Select(entcreature.FieldID, entcreature.FieldNameKey).All(r.ctx)
	for _, row := range rows {
		all.Creatures = append(all.Creatures, &tabletopv1.Creature{Id: row.ID.String(), Name: row.NameKey})
	}
	return err
}

func (r wholeReader) creature(id string) (*tabletopv1.Creature, error) {
	row, err := r.tx.Creature.Query().Where(entcreature.ID(uuid.MustParse(id)), entcreature.CampaignID(r.id)).Only(r.ctx)
	if err != nil {
		return nil, orMissing("creature", err)
	}
	return creatureOf(row)
}

func (r wholeReader) tavern(all *tabletopv1.Archive) error {
	row, err := r.tx.Tavern.Query().Where(enttavern.CampaignID(r.id)).Only(r.ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	lines, err := ledgerOf(r.ctx, r.tx, row.ID)
	if err != nil {
		return err
	}
	t, broken := tavernOf(row, lines)
	all.Tavern = t
	return errors.Join(err, broken)
}
