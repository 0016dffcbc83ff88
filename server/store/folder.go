package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"playhouse/ent"
	entfolder "playhouse/ent/folder"
	"playhouse/server/campaign"
)

var _ campaign.FolderStore = (*Store)(nil)

// foldersMost is how many folders of a kind a campaign has.
const foldersMost = 1_000

// CreateFolder stores a folder; see campaign.FolderStore.
func (s *Store) CreateFolder(ctx context.Context, f campaign.Folder) (err error) {
	defer explain(ctx, &err)
	return s.inCampaign(ctx, f.Campaign, func(tx *ent.Tx) error {
		n, err := tx.Folder.Query().Where(entfolder.CampaignID(f.Campaign), entfolder.Kind(int32(f.Kind))).Count(ctx)
		if err != nil {
			return fmt.Errorf("count folders: %w", err)
		}
		if n >= foldersMost {
			return campaign.TooMany("folders", foldersMost)
		}
		if err := folderIn(ctx, tx, f, f.Parent); err != nil {
			return err
		}
		err = tx.Folder.Create().SetID(f.ID).SetCampaignID(f.Campaign).SetKind(int32(f.Kind)).SetNillableParentID(optional(f.Parent)).
			SetName(f.Name).SetNameKey(campaign.NameKey(f.Name)).SetCreatedAt(f.At).Exec(ctx)
		return orTaken(f.Name, err)
	})
}

// orTaken turns the error of a unique index into the caller's.
func orTaken(name string, err error) error {
	if taken(err) {
		return campaign.NameTaken(name)
	}
	return err
}

// folderIn refuses a folder that is not there, of f's kind and campaign. The top
// always is.
func folderIn(ctx context.Context, tx *ent.Tx, f campaign.Folder, id uuid.UUID) error {
	if id == uuid.Nil {
		return nil
	}
	there, err := tx.Folder.Query().
		Where(entfolder.ID(id), entfolder.CampaignID(f.Campaign), entfolder.Kind(int32(f.Kind))).Exist(ctx)
	if err != nil || !there {
		return orAbsent(err, "folder")
	}
	return nil
}

// ChangeFolder renames and moves a folder; see campaign.FolderStore.
func (s *Store) ChangeFolder(ctx context.Context, f campaign.Folder) (err error) {
	defer explain(ctx, &err)
	return s.inCampaign(ctx, f.Campaign, func(tx *ent.Tx) error {
		if err := folderIn(ctx, tx, f, f.ID); err != nil {
			return err
		}
		if err := folderIn(ctx, tx, f, f.Parent); err != nil {
			return err
		}
		way, err := wayTo(ctx, tx.Client(), f, f.Parent)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(way, func(one campaign.Folder) bool { return one.ID == f.ID }) {
			return campaign.ErrIntoItself
		}
		update := tx.Folder.Update().Where(entfolder.ID(f.ID)).SetName(f.Name).SetNameKey(campaign.NameKey(f.Name))
		if update.SetNillableParentID(optional(f.Parent)); f.Parent == uuid.Nil {
			update.ClearParentID()
		}
		return orTaken(f.Name, update.Exec(ctx))
	})
}

// wayTo lists the folders from the top to id.
func wayTo(ctx context.Context, c *ent.Client, f campaign.Folder, id uuid.UUID) ([]campaign.Folder, error) {
	if id == uuid.Nil {
		return nil, nil
	}
	rows, err := c.Folder.Query().Where(entfolder.CampaignID(f.Campaign), entfolder.Kind(int32(f.Kind))).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("folders: %w", err)
	}
	byID := map[uuid.UUID]*ent.Folder{}
	for _, row := range rows {
		byID[row.ID] = row
	}
	var way []campaign.Folder
	for row := byID[id]; row != nil && len(way) <= len(rows); {
		way = append(way, folderOf(row))
		if row.ParentID == nil {
			break
		}
		row = byID[*row.ParentID]
	}
	if len(way) == 0 {
		return nil, campaign.Missing("folder")
	}
	slices.Reverse(way)
	return way, nil
}

func folderOf(row *ent.Folder) campaign.Folder {
	f := campaign.Folder{ID: row.ID, Campaign: row.CampaignID, Kind: campaign.FolderKind(row.Kind), Name: row.Name, At: row.CreatedAt}
	if row.ParentID != nil {
		f.Parent = *row.ParentID
	}
	return f
}

// FolderPath lists the folders from the top to f.ID.
func (s *Store) FolderPath(ctx context.Context, f campaign.Folder) (_ []campaign.Folder, err error) {
	defer explain(ctx, &err)
	return wayTo(ctx, s.ent, f, f.ID)
}

// Folder returns a folder, with what is in it counted.
func (s *Store) Folder(ctx context.Context, f campaign.Folder) (_ campaign.Folder, err error) {
	defer explain(ctx, &err)
	rows, err := s.folders(ctx, folderByID, f)
	if err == nil && len(rows) == 0 {
		err = campaign.Missing("folder")
	}
	if err != nil {
		return f, err
	}
	return rows[0], nil
}

// FoldersIn lists the folders in f.ID, by name.
func (s *Store) FoldersIn(ctx context.Context, f campaign.Folder) (_ []campaign.Folder, err error) {
	defer explain(ctx, &err)
	if f.ID == uuid.Nil {
		return s.folders(ctx, foldersAtTop, f)
	}
	return s.folders(ctx, foldersInside, f)
}

// Folders of a campaign ($1) and kind ($2), with what is in them counted.
const (
	selectFolders = `SELECT f.id, COALESCE(f.parent_id, '00000000-0000-0000-0000-000000000000'), f.name, f.created_at,
			(SELECT count(*) FROM folders c WHERE c.parent_id = f.id) +
			(SELECT count(*) FROM scenes s WHERE s.folder_id = f.id AND s.trashed_at IS NULL) +
			(SELECT count(*) FROM assets a WHERE a.folder_id = f.id)
		FROM folders f WHERE f.campaign_id = $1 AND f.kind = $2 AND `
	byName = ` ORDER BY f.name_key COLLATE "C"`

	folderByID    = selectFolders + `f.id = $3`
	foldersInside = selectFolders + `f.parent_id = $3` + byName
	foldersAtTop  = selectFolders + `f.parent_id IS NULL AND $3::uuid IS NULL` + byName
)

func (s *Store) folders(ctx context.Context, query string, f campaign.Folder) ([]campaign.Folder, error) {
	rows, err := s.db.QueryContext(ctx, query, f.Campaign, int32(f.Kind), optional(f.ID))
	if err != nil {
		return nil, fmt.Errorf("list folders: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var all []campaign.Folder
	for rows.Next() {
		one := campaign.Folder{Campaign: f.Campaign, Kind: f.Kind}
		if err := rows.Scan(&one.ID, &one.Parent, &one.Name, &one.At, &one.Items); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// foldersBelow lists a folder and all below it.
func foldersBelow(ctx context.Context, tx *ent.Tx, f campaign.Folder) ([]uuid.UUID, error) {
	if err := folderIn(ctx, tx, f, f.ID); err != nil {
		return nil, err
	}
	all := []uuid.UUID{f.ID}
	for level := all; len(level) > 0; {
		next, err := tx.Folder.Query().Where(entfolder.ParentIDIn(level...)).IDs(ctx)
		if err != nil {
			return nil, fmt.Errorf("folders below: %w", err)
		}
		all, level = append(all, next...), next
	}
	return all, nil
}
