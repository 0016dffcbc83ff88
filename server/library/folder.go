package library

import (
	"context"

	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
)

// folderOf names one of the campaign's folders of assets.
func folderOf(m campaign.Membership, id uuid.UUID) campaign.Folder {
	return campaign.Folder{Campaign: m.Campaign, Kind: campaign.AssetFolders, ID: id}
}

func folder(f campaign.Folder) *tabletopv1.Folder {
	return &tabletopv1.Folder{Id: f.ID.String(), ParentId: campaign.IDText(f.Parent), Name: f.Name, Items: f.Items}
}

func folders(all []campaign.Folder) []*tabletopv1.Folder {
	var shown []*tabletopv1.Folder
	for _, f := range all {
		shown = append(shown, folder(f))
	}
	return shown
}

// CreateFolder makes a folder.
func (l *Library) CreateFolder(ctx context.Context, r *tabletopv1.CreateFolderRequest) (*tabletopv1.Folder, error) {
	m, err := l.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	f := folderOf(m, campaign.NewID())
	f.At = l.Now()
	if f.Name, err = campaign.CleanName("name", r.GetName()); err != nil {
		return nil, err
	}
	if f.Parent, err = campaign.ParseFolder(r.GetParentId()); err != nil {
		return nil, err
	}
	if err := l.Folders.CreateFolder(ctx, f); err != nil {
		return nil, err
	}
	return folder(f), nil
}

// RenameFolder gives a folder another name.
func (l *Library) RenameFolder(ctx context.Context, r *tabletopv1.RenameFolderRequest) (*tabletopv1.Folder, error) {
	return l.changeFolder(ctx, r.GetCampaignId(), r.GetFolderId(), func(f *campaign.Folder) (err error) {
		f.Name, err = campaign.CleanName("name", r.GetName())
		return err
	})
}

// MoveFolder puts a folder into another.
func (l *Library) MoveFolder(ctx context.Context, r *tabletopv1.MoveFolderRequest) (*tabletopv1.Folder, error) {
	return l.changeFolder(ctx, r.GetCampaignId(), r.GetFolderId(), func(f *campaign.Folder) (err error) {
		f.Parent, err = campaign.ParseFolder(r.GetParentId())
		return err
	})
}

func (l *Library) changeFolder(ctx context.Context, campaignID, folderID string, change func(*campaign.Folder) error) (*tabletopv1.Folder, error) {
	f, err := l.folderAt(ctx, campaignID, folderID)
	if err != nil {
		return nil, err
	}
	if f, err = l.Folders.Folder(ctx, f); err != nil {
		return nil, err
	}
	if err := change(&f); err != nil {
		return nil, err
	}
	if err := l.Folders.ChangeFolder(ctx, f); err != nil {
		return nil, err
	}
	f, err = l.Folders.Folder(ctx, f)
	return folder(f), err
}

// folderAt lets game masters at a folder.
func (l *Library) folderAt(ctx context.Context, campaignID, folderID string) (campaign.Folder, error) {
	m, err := l.Gate.GM(ctx, campaignID)
	if err != nil {
		return campaign.Folder{}, err
	}
	id, err := uuid.Parse(folderID)
	if err != nil || id == uuid.Nil {
		return campaign.Folder{}, campaign.Missing("folder")
	}
	return folderOf(m, id), nil
}

// DeleteFolder removes a folder and returns how many assets went with it.
func (l *Library) DeleteFolder(ctx context.Context, r *tabletopv1.DeleteFolderRequest) (int32, error) {
	f, err := l.folderAt(ctx, r.GetCampaignId(), r.GetFolderId())
	if err != nil {
		return 0, err
	}
	return l.Remover.DeleteAssetFolder(ctx, f, r.GetRecursive(), r.GetForce())
}

// ListFolder lists what is in a folder. For players there are no folders: they find
// all of their own pictures at the top.
func (l *Library) ListFolder(ctx context.Context, r *tabletopv1.ListFolderRequest) (*tabletopv1.ListFolderResponse, error) {
	m, err := l.Gate.Player(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	f := Filter{Campaign: m.Campaign}
	if f.Page, err = campaign.PageOf(r.GetPageSize(), r.GetPageToken()); err != nil {
		return nil, err
	}
	if f.Folder, err = campaign.ParseFolder(r.GetFolderId()); err != nil {
		return nil, err
	}
	answer := &tabletopv1.ListFolderResponse{}
	if m.Role == campaign.GM {
		if err := l.around(ctx, folderOf(m, f.Folder), r.GetPageToken() == "", answer); err != nil {
			return nil, err
		}
	} else if f.Folder != uuid.Nil {
		return nil, campaign.Missing("folder")
	}
	assets, next, err := l.list(ctx, m, f)
	answer.Assets, answer.NextPageToken = assets, next.Token()
	return answer, err
}

// around adds what is shown with a folder: the way to it, and what is in it.
func (l *Library) around(ctx context.Context, f campaign.Folder, first bool, answer *tabletopv1.ListFolderResponse) error {
	way, err := l.Folders.FolderPath(ctx, f)
	if err != nil {
		return err
	}
	answer.Path = folders(way)
	if !first {
		return nil
	}
	in, err := l.Folders.FoldersIn(ctx, f)
	answer.Folders = folders(in)
	return err
}
