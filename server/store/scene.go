package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"playhouse/ent"
	entfolder "playhouse/ent/folder"
	"playhouse/ent/predicate"
	entscene "playhouse/ent/scene"
	entsession "playhouse/ent/session"
	"playhouse/server/campaign"
	"playhouse/server/session"
)

var _ campaign.SceneStore = (*Store)(nil)

// scenesMost is how many scenes a campaign has.
const scenesMost = 2_000

// CreateScene stores a scene, once; see campaign.SceneStore.
func (s *Store) CreateScene(ctx context.Context, d campaign.Deed, sc campaign.Scene, numbered bool) (_ uuid.UUID, err error) {
	defer explain(ctx, &err)
	return s.once(ctx, deed{Deed: d, campaign: sc.Campaign, makes: sc.ID}, func(tx *ent.Tx) error {
		n, err := tx.Scene.Query().Where(entscene.CampaignID(sc.Campaign)).Count(ctx)
		if err != nil {
			return fmt.Errorf("count scenes: %w", err)
		}
		if n >= scenesMost {
			return campaign.TooMany("scenes", scenesMost)
		}
		if err := folderIn(ctx, tx, campaign.Folder{Campaign: sc.Campaign, Kind: campaign.SceneFolders}, sc.Folder); err != nil {
			return err
		}
		if numbered {
			if sc.Name, err = freeName(ctx, tx, sc); err != nil {
				return err
			}
		}
		create := tx.Scene.Create().SetID(sc.ID).SetCampaignID(sc.Campaign).SetNillableFolderID(optional(sc.Folder)).
			SetName(sc.Name).SetNameKey(campaign.NameKey(sc.Name)).SetCreatedAt(sc.At).SetUpdatedAt(sc.At)
		setDocument(create.Mutation(), sc.Document)
		return orTaken(sc.Name, create.Exec(ctx))
	})
}

func setDocument(m *ent.SceneMutation, d campaign.Document) {
	m.SetDocument(d.Bytes)
	m.ResetWidth()
	m.SetWidth(d.Width)
	m.ResetHeight()
	m.SetHeight(d.Height)
	m.ResetElements()
	m.SetElements(d.Elements)
	m.SetMap(d.Map)
	m.SetAssets(pq.StringArray(nonNil(d.Assets)))
}

// freeName is the scene's name, with a number if it is taken in its folder.
func freeName(ctx context.Context, tx *ent.Tx, sc campaign.Scene) (string, error) {
	name := sc.Name
	for n := 2; ; n++ {
		there, err := tx.Scene.Query().Where(entscene.CampaignID(sc.Campaign), inSceneFolder(sc.Folder), entscene.TrashedAtIsNil(),
			entscene.NameKey(campaign.NameKey(name))).Exist(ctx)
		if err != nil {
			return "", fmt.Errorf("free name: %w", err)
		}
		if !there {
			return name, nil
		}
		name = campaign.WithNumber(sc.Name, strconv.Itoa(n), campaign.NameMost)
	}
}

func inSceneFolder(id uuid.UUID) predicate.Scene {
	if id == uuid.Nil {
		return entscene.FolderIDIsNil()
	}
	return entscene.FolderID(id)
}

// Scene returns a scene with its document.
func (s *Store) Scene(ctx context.Context, in, id uuid.UUID) (_ campaign.Scene, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.Scene.Query().Where(entscene.ID(id), entscene.CampaignID(in)).Only(ctx)
	if err != nil {
		return campaign.Scene{}, orMissing("scene", err)
	}
	return sceneOf(row), nil
}

func sceneOf(row *ent.Scene) campaign.Scene {
	sc := campaign.Scene{
		ID: row.ID, Campaign: row.CampaignID, Name: row.Name, Revision: row.Revision, Trashed: row.TrashedAt != nil, At: row.UpdatedAt,
		Document: campaign.Document{
			Bytes: row.Document, Width: row.Width, Height: row.Height, Elements: row.Elements, Map: row.Map, Assets: row.Assets,
		},
	}
	if row.FolderID != nil {
		sc.Folder = *row.FolderID
	}
	if row.TableID != nil {
		sc.Table = *row.TableID
	}
	return sc
}

// listed are the columns that lists show: all but the document.
var listed = []string{
	entscene.FieldID, entscene.FieldCampaignID, entscene.FieldFolderID, entscene.FieldName, entscene.FieldNameKey, entscene.FieldWidth,
	entscene.FieldHeight, entscene.FieldElements, entscene.FieldMap, entscene.FieldRevision, entscene.FieldTrashedAt,
	entscene.FieldTableID, entscene.FieldUpdatedAt,
}

// Scenes lists scenes by name, without their documents.
func (s *Store) Scenes(ctx context.Context, f campaign.SceneFilter) (_ []campaign.Scene, _ campaign.Mark, err error) {
	defer explain(ctx, &err)
	query := s.ent.Scene.Query().Where(entscene.CampaignID(f.Campaign)).
		Where(following[predicate.Scene](f.Page.After, entscene.FieldNameKey)...).Order(byKey[entscene.OrderOption](entscene.FieldNameKey))
	switch {
	case f.Trash:
		query = query.Where(entscene.TrashedAtNotNil())
	case f.Text == "":
		query = query.Where(entscene.TrashedAtIsNil(), inSceneFolder(f.Folder))
	default:
		query = query.Where(entscene.TrashedAtIsNil())
	}
	if f.Text != "" {
		query = query.Where(entscene.NameContainsFold(f.Text))
	}
	var rows []*ent.Scene
	if err := query.Limit(f.Page.Limit+1).Select(listed...).Scan(ctx, &rows); err != nil {
		return nil, campaign.Mark{}, fmt.Errorf("list scenes: %w", err)
	}
	rows, next := page(rows, f.Page.Limit, func(row *ent.Scene) campaign.Mark { return campaign.Mark{Key: row.NameKey, ID: row.ID} })
	all := make([]campaign.Scene, 0, len(rows))
	for _, row := range rows {
		all = append(all, sceneOf(row))
	}
	return all, next, nil
}

// withScene carries out f on a scene, locked, under the lock of its campaign.
func (s *Store) withScene(ctx context.Context, sc campaign.Scene, f func(*ent.Tx, *ent.Scene) error) error {
	return s.inCampaign(ctx, sc.Campaign, func(tx *ent.Tx) error {
		row, err := tx.Scene.Query().Where(entscene.ID(sc.ID), entscene.CampaignID(sc.Campaign)).ForUpdate().Only(ctx)
		if err != nil {
			return orMissing("scene", err)
		}
		return f(tx, row)
	})
}

// SaveScene stores name and document; see campaign.SceneStore.
func (s *Store) SaveScene(ctx context.Context, sc campaign.Scene, etag string) (err error) {
	defer explain(ctx, &err)
	return s.withScene(ctx, sc, func(_ *ent.Tx, row *ent.Scene) error {
		switch {
		case row.TrashedAt != nil:
			return campaign.ErrInTrash
		case etag != "" && etag != etagOf(row.Revision):
			return &campaign.StaleSceneError{Now: sceneOf(row)}
		}
		update := row.Update().SetUpdatedAt(sc.At).AddRevision(1)
		if sc.Name != "" {
			update.SetName(sc.Name).SetNameKey(campaign.NameKey(sc.Name))
		}
		if sc.Document.Bytes != nil {
			setDocument(update.Mutation(), sc.Document)
		}
		return orTaken(sc.Name, update.Exec(ctx))
	})
}

// MoveScene puts a scene into a folder; see campaign.SceneMover.
func (s *Store) MoveScene(ctx context.Context, sc campaign.Scene) (err error) {
	defer explain(ctx, &err)
	return s.withScene(ctx, sc, func(tx *ent.Tx, row *ent.Scene) error {
		if row.TrashedAt != nil {
			return campaign.ErrInTrash
		}
		if err := folderIn(ctx, tx, campaign.Folder{Campaign: sc.Campaign, Kind: campaign.SceneFolders}, sc.Folder); err != nil {
			return err
		}
		update := row.Update().SetNillableFolderID(optional(sc.Folder))
		if sc.Folder == uuid.Nil {
			update.ClearFolderID()
		}
		return orTaken(row.Name, update.Exec(ctx))
	})
}

// TrashScene throws a scene away; see campaign.SceneMover.
func (s *Store) TrashScene(ctx context.Context, sc campaign.Scene) (err error) {
	defer explain(ctx, &err)
	return s.withScene(ctx, sc, func(tx *ent.Tx, row *ent.Scene) error {
		if row.TrashedAt != nil {
			return campaign.ErrInTrash
		}
		if open, err := tx.Scene.Query().Where(entscene.ID(row.ID), playedLive()).Exist(ctx); err != nil || open {
			return orRefused(err, campaign.ErrSceneOpen)
		}
		return row.Update().SetTrashedAt(sc.At).ClearTableID().Exec(ctx)
	})
}

// RestoreScene takes a scene back; see campaign.SceneMover.
func (s *Store) RestoreScene(ctx context.Context, sc campaign.Scene) (err error) {
	defer explain(ctx, &err)
	return s.withScene(ctx, sc, func(tx *ent.Tx, row *ent.Scene) error {
		if row.TrashedAt == nil {
			return campaign.ErrNotInTrash
		}
		name, err := freeName(ctx, tx, sceneOf(row))
		if err != nil {
			return err
		}
		return row.Update().ClearTrashedAt().SetName(name).SetNameKey(campaign.NameKey(name)).Exec(ctx)
	})
}

// DeleteScene removes a scene that is in the trash.
func (s *Store) DeleteScene(ctx context.Context, sc campaign.Scene) (err error) {
	defer explain(ctx, &err)
	return s.withScene(ctx, sc, func(tx *ent.Tx, row *ent.Scene) error {
		if row.TrashedAt == nil {
			return campaign.ErrNotInTrash
		}
		return tx.Scene.DeleteOne(row).Exec(ctx)
	})
}

// DeleteSceneFolder removes a folder of scenes; see campaign.SceneMover.
func (s *Store) DeleteSceneFolder(ctx context.Context, f campaign.Folder, recursive bool, now time.Time) (scenes int32, err error) {
	defer explain(ctx, &err)
	err = s.inCampaign(ctx, f.Campaign, func(tx *ent.Tx) error {
		folders, err := foldersBelow(ctx, tx, f)
		if err != nil {
			return err
		}
		here := tx.Scene.Query().Where(entscene.FolderIDIn(folders...), entscene.TrashedAtIsNil())
		n, err := here.Clone().Count(ctx)
		if err != nil {
			return fmt.Errorf("count scenes: %w", err)
		}
		if !recursive && n+len(folders)-1 > 0 {
			return campaign.ErrNotEmpty
		}
		open, err := here.Where(playedLive()).Exist(ctx)
		if err != nil || open {
			return orRefused(err, campaign.ErrSceneOpen)
		}
		if err := tx.Scene.Update().Where(entscene.FolderIDIn(folders...), entscene.TrashedAtIsNil()).SetTrashedAt(now).Exec(ctx); err != nil {
			return fmt.Errorf("throw away: %w", err)
		}
		if err := tx.Scene.Update().Where(entscene.FolderIDIn(folders...)).ClearFolderID().Exec(ctx); err != nil {
			return fmt.Errorf("take out: %w", err)
		}
		if _, err := tx.Folder.Delete().Where(entfolder.IDIn(folders...)).Exec(ctx); err != nil {
			return fmt.Errorf("delete folders: %w", err)
		}
		scenes = int32(n)
		return nil
	})
	return scenes, err
}

// playedLive are scenes that a table plays which has not ended.
func playedLive() predicate.Scene {
	return entscene.HasTableWith(entsession.StatusNEQ(int32(session.Finished)))
}

func orRefused(err, refusal error) error {
	if err != nil {
		return err
	}
	return refusal
}

// PlayScene notes that a live table plays a scene, and no other any more; with the
// zero id it plays none. A scene that another table plays, unless that one has
// ended, is refused with scene_open.
func (s *Store) PlayScene(ctx context.Context, in, table, scene uuid.UUID) (err error) {
	defer explain(ctx, &err)
	return s.inCampaign(ctx, in, func(tx *ent.Tx) error {
		if err := tx.Scene.Update().Where(entscene.TableID(table), entscene.IDNEQ(scene)).ClearTableID().Exec(ctx); err != nil {
			return fmt.Errorf("close scene: %w", err)
		}
		if scene == uuid.Nil {
			return nil
		}
		row, err := tx.Scene.Query().Where(entscene.ID(scene), entscene.CampaignID(in)).Only(ctx)
		if err != nil {
			return orMissing("scene", err)
		}
		if row.TrashedAt != nil {
			return campaign.ErrInTrash
		}
		open, err := tx.Scene.Query().Where(entscene.ID(scene), entscene.TableIDNEQ(table), playedLive()).Exist(ctx)
		if err != nil || open {
			return orRefused(err, campaign.ErrSceneOpen)
		}
		return row.Update().SetTableID(table).Exec(ctx)
	})
}
