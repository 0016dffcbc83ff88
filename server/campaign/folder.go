package campaign

import (
	"context"
	"time"

	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
)

// FolderKind is what folders hold.
type FolderKind int32

// The kinds of folders.
const (
	AssetFolders FolderKind = 1
	SceneFolders FolderKind = 2
)

// Folder is one as it is stored.
type Folder struct {
	ID       uuid.UUID
	Campaign uuid.UUID
	Kind     FolderKind
	Parent   uuid.UUID // zero at the top
	Name     string
	Items    int32 // folders and things in it; filled in by reading
	At       time.Time
}

// FolderStore keeps folders of both kinds. A parent that is not a folder of that
// kind in the campaign is session.NotFound.
type FolderStore interface {
	// CreateFolder stores a folder. Refusals: name_taken.
	CreateFolder(ctx context.Context, f Folder) error
	// ChangeFolder gives a folder a name and a parent. Refusals: name_taken,
	// folder_into_itself.
	ChangeFolder(ctx context.Context, f Folder) error
	// Folder returns one.
	Folder(ctx context.Context, f Folder) (Folder, error)
	// FoldersIn lists those of f's kind and campaign in f.ID, by name; at the top if
	// that is zero.
	FoldersIn(ctx context.Context, f Folder) ([]Folder, error)
	// FolderPath lists the folders from the top to f.ID.
	FolderPath(ctx context.Context, f Folder) ([]Folder, error)
}

// ParseFolder reads a folder's id; zero for the top.
func ParseFolder(id string) (uuid.UUID, error) {
	if id == "" {
		return uuid.Nil, nil
	}
	folder, err := uuid.Parse(id)
	if err != nil || folder == uuid.Nil {
		return folder, Missing("folder")
	}
	return folder, nil
}

// sceneFolder names one of the campaign's folders of scenes.
func (m Membership) sceneFolder(id uuid.UUID) Folder {
	return Folder{Campaign: m.Campaign, Kind: SceneFolders, ID: id}
}

// IDText is an id as messages have it; empty for zero.
func IDText(id uuid.UUID) string {
	if id == uuid.Nil {
		return ""
	}
	return id.String()
}

func (f Folder) sceneFolder() *tabletopv1.SceneFolder {
	return &tabletopv1.SceneFolder{Id: f.ID.String(), ParentId: IDText(f.Parent), Name: f.Name, Items: f.Items}
}

func sceneFolders(all []Folder) []*tabletopv1.SceneFolder {
	var shown []*tabletopv1.SceneFolder
	for _, f := range all {
		shown = append(shown, f.sceneFolder())
	}
	return shown
}

// CreateFolder makes a folder of scenes.
func (s *Scenes) CreateFolder(ctx context.Context, r *tabletopv1.CreateSceneFolderRequest) (*tabletopv1.SceneFolder, error) {
	m, err := s.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	f := m.sceneFolder(NewID())
	f.At = s.Now()
	if f.Name, err = CleanName("name", r.GetName()); err != nil {
		return nil, err
	}
	if f.Parent, err = ParseFolder(r.GetParentId()); err != nil {
		return nil, err
	}
	if err := s.Folders.CreateFolder(ctx, f); err != nil {
		return nil, err
	}
	return f.sceneFolder(), nil
}

// UpdateFolder renames and moves a folder of scenes.
func (s *Scenes) UpdateFolder(ctx context.Context, r *tabletopv1.UpdateSceneFolderRequest) (*tabletopv1.SceneFolder, error) {
	m, err := s.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	id, err := uuid.Parse(r.GetFolderId())
	if err != nil {
		return nil, Missing("folder")
	}
	f := m.sceneFolder(id)
	if f.Name, err = CleanName("name", r.GetName()); err != nil {
		return nil, err
	}
	if f.Parent, err = ParseFolder(r.GetParentId()); err != nil {
		return nil, err
	}
	if err := s.Folders.ChangeFolder(ctx, f); err != nil {
		return nil, err
	}
	f, err = s.Folders.Folder(ctx, f)
	return f.sceneFolder(), err
}

// DeleteFolder removes a folder of scenes; what is in it goes to the trash. It
// returns how many scenes did.
func (s *Scenes) DeleteFolder(ctx context.Context, r *tabletopv1.DeleteSceneFolderRequest) (int32, error) {
	m, err := s.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return 0, err
	}
	id, err := uuid.Parse(r.GetFolderId())
	if err != nil {
		return 0, Missing("folder")
	}
	return s.Store.DeleteSceneFolder(ctx, m.sceneFolder(id), r.GetRecursive(), s.Now())
}
