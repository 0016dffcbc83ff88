package store

import (
	"context"
	stdsql "database/sql"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"playhouse/ent"
	entasset "playhouse/ent/asset"
	entcreature "playhouse/ent/creature"
	entfolder "playhouse/ent/folder"
	entnote "playhouse/ent/note"
	"playhouse/ent/predicate"
	"playhouse/server/blob"
	"playhouse/server/campaign"
	"playhouse/server/library"
	"playhouse/server/session"
)

var (
	_ library.Assets  = (*Store)(nil)
	_ library.Remover = (*Store)(nil)
)

// assetsMost is how many assets a campaign has.
const assetsMost = 20_000

// Asset returns an asset, of whatever campaign.
func (s *Store) Asset(ctx context.Context, id uuid.UUID) (_ library.Asset, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.Asset.Get(ctx, id)
	if err != nil {
		return library.Asset{}, orMissing("asset", err)
	}
	return assetOf(row), nil
}

func assetOf(row *ent.Asset) library.Asset {
	a := library.Asset{
		ID: row.ID, Campaign: row.CampaignID, Owner: row.OwnerID, Kind: library.Kind(row.Kind), Name: row.Name, Tags: row.Tags,
		Blob: blob.Hash(row.Blob), MediaType: row.MediaType, Size: row.Size, Width: row.Width, Height: row.Height,
		Milliseconds: row.Milliseconds, PixelsPerCell: row.PixelsPerCell, TileLevels: row.TileLevels, Tint: row.Tint,
		Revision: row.Revision, Created: row.CreatedAt,
	}
	if row.FolderID != nil {
		a.Folder = *row.FolderID
	}
	return a
}

// searchOf is what a search looks at.
func searchOf(a library.Asset) string {
	return campaign.Fold(strings.Join(append([]string{a.Name}, a.Tags...), "\n"))
}

// Assets lists assets by name.
func (s *Store) Assets(ctx context.Context, f library.Filter) (_ []library.Asset, _ campaign.Mark, err error) {
	defer explain(ctx, &err)
	query := s.ent.Asset.Query().Where(entasset.CampaignID(f.Campaign)).
		Where(following[predicate.Asset](f.Page.After, entasset.FieldNameKey)...).Order(byKey[entasset.OrderOption](entasset.FieldNameKey))
	if !f.Everywhere {
		query = query.Where(inAssetFolder(f.Folder))
	}
	if f.Owner != uuid.Nil {
		query = query.Where(entasset.OwnerID(f.Owner))
	}
	if f.Kind != 0 {
		query = query.Where(entasset.Kind(int32(f.Kind)))
	}
	if f.Text != "" {
		query = query.Where(entasset.SearchContains(campaign.Fold(f.Text)))
	}
	rows, err := query.Limit(f.Page.Limit + 1).All(ctx)
	if err != nil {
		return nil, campaign.Mark{}, fmt.Errorf("list assets: %w", err)
	}
	rows, next := page(rows, f.Page.Limit, func(row *ent.Asset) campaign.Mark { return campaign.Mark{Key: row.NameKey, ID: row.ID} })
	all := make([]library.Asset, 0, len(rows))
	for _, row := range rows {
		all = append(all, assetOf(row))
	}
	return all, next, nil
}

func inAssetFolder(id uuid.UUID) predicate.Asset {
	if id == uuid.Nil {
		return entasset.FolderIDIsNil()
	}
	return entasset.FolderID(id)
}

// AddAsset stores an asset; see library.Assets.
func (s *Store) AddAsset(ctx context.Context, a library.Asset, most library.Quota) (added library.Asset, duplicate bool, err error) {
	defer explain(ctx, &err)
	err = s.inCampaign(ctx, a.Campaign, func(tx *ent.Tx) error {
		added, duplicate, err = addAsset(ctx, tx, a, most)
		return err
	})
	return added, duplicate, err
}

// addAsset must be called under the lock of the campaign.
func addAsset(ctx context.Context, tx *ent.Tx, a library.Asset, most library.Quota) (library.Asset, bool, error) {
	row, err := tx.Asset.Query().
		Where(entasset.CampaignID(a.Campaign), entasset.Kind(int32(a.Kind)), entasset.Blob(string(a.Blob))).Only(ctx)
	if err == nil {
		return assetOf(row), true, nil
	}
	if !ent.IsNotFound(err) {
		return a, false, fmt.Errorf("find asset: %w", err)
	}
	n, err := tx.Asset.Query().Where(entasset.CampaignID(a.Campaign)).Count(ctx)
	if err != nil {
		return a, false, fmt.Errorf("count assets: %w", err)
	}
	if n >= assetsMost {
		return a, false, campaign.TooMany("files", assetsMost)
	}
	used, err := sum(ctx, tx, `SELECT COALESCE(sum(size), 0) FROM assets WHERE campaign_id = $1`, a.Campaign)
	if err != nil {
		return a, false, err
	}
	if used+a.Size > most.Campaign {
		return a, false, quotaUsedUp(used, most.Campaign)
	}
	if err := folderIn(ctx, tx, campaign.Folder{Campaign: a.Campaign, Kind: campaign.AssetFolders}, a.Folder); err != nil {
		return a, false, err
	}
	if err := createAsset(ctx, tx, a); err != nil {
		return a, false, err
	}
	a.Revision = 1
	return a, false, nil
}

// createAsset stores an asset as it is.
func createAsset(ctx context.Context, tx *ent.Tx, a library.Asset) error {
	err := tx.Asset.Create().SetID(a.ID).SetCampaignID(a.Campaign).SetNillableFolderID(optional(a.Folder)).SetOwnerID(a.Owner).
		SetKind(int32(a.Kind)).SetName(a.Name).SetNameKey(campaign.NameKey(a.Name)).SetTags(pq.StringArray(nonNil(a.Tags))).SetSearch(searchOf(a)).
		SetBlob(string(a.Blob)).SetMediaType(a.MediaType).SetSize(a.Size).SetWidth(a.Width).SetHeight(a.Height).
		SetMilliseconds(a.Milliseconds).SetPixelsPerCell(a.PixelsPerCell).SetTileLevels(a.TileLevels).SetTint(a.Tint).
		SetCreatedAt(a.Created).Exec(ctx)
	if err != nil {
		return fmt.Errorf("add asset: %w", err)
	}
	return nil
}

func quotaUsedUp(used, most int64) error {
	return &session.Error{
		Kind: session.Exhausted, Reason: "quota_used_up",
		Message: fmt.Sprintf("this campaign's files have %d MiB of %d: delete some first", used>>20, most>>20),
	}
}

// sum asks for one number.
func sum(ctx context.Context, tx *ent.Tx, query string, args ...any) (n int64, err error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return 0, fmt.Errorf("sum: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		err = rows.Scan(&n)
	}
	if err == nil {
		err = rows.Err()
	}
	return n, err
}

// SaveAsset stores name, tags and grid; see library.Assets.
func (s *Store) SaveAsset(ctx context.Context, a library.Asset, etag string) (err error) {
	defer explain(ctx, &err)
	update := s.ent.Asset.Update().Where(entasset.ID(a.ID), entasset.CampaignID(a.Campaign))
	if etag != "" {
		update = update.Where(entasset.Revision(revisionOf(etag)))
	}
	n, err := update.SetName(a.Name).SetNameKey(campaign.NameKey(a.Name)).SetTags(pq.StringArray(nonNil(a.Tags))).SetSearch(searchOf(a)).
		SetPixelsPerCell(a.PixelsPerCell).AddRevision(1).Save(ctx)
	return changed(n, err, func() error {
		_, err := s.Asset(ctx, a.ID)
		return err
	})
}

// MoveAsset puts an asset into a folder.
func (s *Store) MoveAsset(ctx context.Context, a library.Asset) (err error) {
	defer explain(ctx, &err)
	return s.inCampaign(ctx, a.Campaign, func(tx *ent.Tx) error {
		if err := folderIn(ctx, tx, campaign.Folder{Campaign: a.Campaign, Kind: campaign.AssetFolders}, a.Folder); err != nil {
			return err
		}
		update := tx.Asset.UpdateOneID(a.ID).SetNillableFolderID(optional(a.Folder)).AddRevision(1)
		if a.Folder == uuid.Nil {
			update.ClearFolderID()
		}
		return orMissing("asset", update.Exec(ctx))
	})
}

// uses are where assets ($2) of a campaign ($1) are used.
const uses = `SELECT id, NULL, name FROM scenes WHERE campaign_id = $1 AND assets && $2::text[]
	UNION ALL SELECT NULL, id, title FROM notes WHERE campaign_id = $1 AND asset_id = ANY ($2::uuid[])
	UNION ALL SELECT CAST(NULL AS uuid), NULL, name_key FROM creatures WHERE campaign_id = $1 AND asset_id = ANY ($2::uuid[])
	ORDER BY 3 LIMIT 1000`

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*stdsql.Rows, error)
}

func usesOf(ctx context.Context, q querier, in uuid.UUID, assets []uuid.UUID) ([]library.Use, error) {
	ids := pq.StringArray{}
	for _, id := range assets {
		ids = append(ids, id.String())
	}
	rows, err := q.QueryContext(ctx, uses, in, ids)
	if err != nil {
		return nil, fmt.Errorf("uses: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var all []library.Use
	for rows.Next() {
		var scene, note uuid.NullUUID
		var u library.Use
		if err := rows.Scan(&scene, &note, &u.Name); err != nil {
			return nil, err
		}
		u.Scene, u.Note = scene.UUID, note.UUID
		all = append(all, u)
	}
	return all, rows.Err()
}

// Uses tells where an asset is used.
func (s *Store) Uses(ctx context.Context, a library.Asset) (_ []library.Use, err error) {
	defer explain(ctx, &err)
	return usesOf(ctx, s.db, a.Campaign, []uuid.UUID{a.ID})
}

// DeleteAsset removes an asset; see library.Remover.
func (s *Store) DeleteAsset(ctx context.Context, a library.Asset, force bool) (err error) {
	defer explain(ctx, &err)
	return s.inCampaign(ctx, a.Campaign, func(tx *ent.Tx) error {
		return deleteAssets(ctx, tx, a.Campaign, []uuid.UUID{a.ID}, force)
	})
}

func deleteAssets(ctx context.Context, tx *ent.Tx, in uuid.UUID, ids []uuid.UUID, force bool) error {
	if !force {
		used, err := usesOf(ctx, tx, in, ids)
		if err != nil {
			return err
		}
		if len(used) > 0 {
			return library.InUse(used)
		}
	}
	if err := tx.Note.Update().Where(entnote.AssetIDIn(ids...)).ClearAssetID().Exec(ctx); err != nil {
		return fmt.Errorf("take out of notes: %w", err)
	}
	if err := tx.Creature.Update().Where(entcreature.AssetIDIn(ids...)).ClearAssetID().Exec(ctx); err != nil {
		return fmt.Errorf("take off creatures: %w", err)
	}
	n, err := tx.Asset.Delete().Where(entasset.IDIn(ids...), entasset.CampaignID(in)).Exec(ctx)
	if err == nil && n == 0 && len(ids) > 0 {
		err = campaign.Missing("asset")
	}
	return err
}

// DeleteAssetFolder removes a folder of assets; see library.Remover.
func (s *Store) DeleteAssetFolder(ctx context.Context, f campaign.Folder, recursive, force bool) (assets int32, err error) {
	defer explain(ctx, &err)
	err = s.inCampaign(ctx, f.Campaign, func(tx *ent.Tx) error {
		folders, err := foldersBelow(ctx, tx, f)
		if err != nil {
			return err
		}
		ids, err := tx.Asset.Query().Where(entasset.FolderIDIn(folders...)).IDs(ctx)
		if err != nil {
			return fmt.Errorf("assets below: %w", err)
		}
		if !recursive && len(ids)+len(folders) > 1 {
			return campaign.ErrNotEmpty
		}
		if err := deleteAssets(ctx, tx, f.Campaign, ids, force); err != nil {
			return err
		}
		if _, err := tx.Folder.Delete().Where(entfolder.IDIn(folders...)).Exec(ctx); err != nil {
			return fmt.Errorf("delete folders: %w", err)
		}
		assets = int32(len(ids))
		return nil
	})
	return assets, err
}
