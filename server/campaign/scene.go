package campaign

import (
	"context"
	"strconv"
	"time"

	"buf.build/go/protovalidate"
	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// Scene is one as it is stored.
type Scene struct {
	ID       uuid.UUID
	Campaign uuid.UUID
	Folder   uuid.UUID // zero at the top
	Name     string
	Document Document
	Revision int64
	Trashed  bool
	Table    uuid.UUID // the session that plays it; zero for none
	At       time.Time // when it was last saved
}

// SceneStore keeps scenes. Those that are not there are session.NotFound. Where
// names are given by the caller, one that is taken is refused with name_taken.
type SceneStore interface {
	SceneReader
	SceneMover
	// CreateScene stores a scene, once. numbered gives it a number when its name is
	// taken.
	CreateScene(ctx context.Context, d Deed, sc Scene, numbered bool) (uuid.UUID, error)
	// SaveScene stores name and document of a scene, each unless it is empty, if the
	// etag is in force or empty; StaleSceneError if not. Refusals: in_trash.
	SaveScene(ctx context.Context, sc Scene, etag string) error
}

// SceneReader reads scenes.
type SceneReader interface {
	Scene(ctx context.Context, campaign, id uuid.UUID) (Scene, error)
	// Scenes lists them by name, without the bytes of their documents.
	Scenes(ctx context.Context, f SceneFilter) ([]Scene, Mark, error)
}

// SceneMover puts scenes elsewhere.
type SceneMover interface {
	// MoveScene puts a scene into sc.Folder. Refusals: in_trash, name_taken.
	MoveScene(ctx context.Context, sc Scene) error
	// TrashScene throws a scene away. Refusals: in_trash, scene_open.
	TrashScene(ctx context.Context, sc Scene) error
	// RestoreScene takes it back to where it was, with a number if its name was taken
	// in the meantime. Refusals: not_in_trash.
	RestoreScene(ctx context.Context, sc Scene) error
	// DeleteScene removes it. Refusals: not_in_trash.
	DeleteScene(ctx context.Context, sc Scene) error
	// DeleteSceneFolder removes a folder and the folders in it; the scenes go to the
	// trash. Refusals: folder_not_empty, scene_open.
	DeleteSceneFolder(ctx context.Context, f Folder, recursive bool, now time.Time) (scenes int32, err error)
}

// SceneFilter chooses scenes.
type SceneFilter struct {
	Campaign uuid.UUID
	Folder   uuid.UUID // zero for the top
	Trash    bool      // what is in the trash, of all folders
	Text     string    // part of the name, in all folders
	Page     Page
}

// Scenes is what game masters do with prepared scenes.
type Scenes struct {
	Gate    Gate
	Store   SceneStore
	Folders FolderStore
	// Thumbnail is the address of a small picture of an asset, for the caller.
	Thumbnail func(ctx context.Context, campaign, asset string) string
	Now       func() time.Time
}

// NameMost is the longest name of a scene, in characters.
const NameMost = 200

// Create makes a scene.
func (s *Scenes) Create(ctx context.Context, r *tabletopv1.CreateSceneRequest) (*tabletopv1.SceneInfo, error) {
	m, err := s.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	sc := Scene{ID: NewID(), Campaign: m.Campaign, At: s.Now()}
	if sc.Name, err = CleanName("name", r.GetName()); err != nil {
		return nil, err
	}
	if sc.Folder, err = ParseFolder(r.GetFolderId()); err != nil {
		return nil, err
	}
	if sc.Document, err = Encode(orEmpty(r.GetScene())); err != nil {
		return nil, err
	}
	id, err := s.Store.CreateScene(ctx, m.Deed(r), sc, false)
	return s.told(ctx, m, id, err)
}

// Arrival is a scene that was read from elsewhere.
type Arrival struct {
	CampaignID string
	FolderID   string
	Name       string
	Scene      *tabletopv1.Scene
	// Deed lets it arrive once; see Membership.Deed and Membership.Use.
	Deed Deed
}

// Bring makes a scene of what an import read. Its name gets a number if it is
// taken.
func (s *Scenes) Bring(ctx context.Context, a Arrival) (*tabletopv1.SceneInfo, error) {
	m, err := s.Gate.GM(ctx, a.CampaignID)
	if err != nil {
		return nil, err
	}
	sc := Scene{ID: NewID(), Campaign: m.Campaign, At: s.Now()}
	if sc.Name, err = CleanName("name", a.Name); err != nil {
		return nil, err
	}
	if sc.Folder, err = ParseFolder(a.FolderID); err != nil {
		return nil, err
	}
	// What comes by the edge has been held against its schema; this has not.
	if err := protovalidate.Validate(a.Scene); err != nil {
		return nil, bad("cannot be kept: %v", err)
	}
	if sc.Document, err = Encode(a.Scene); err != nil {
		return nil, err
	}
	id, err := s.Store.CreateScene(ctx, a.Deed, sc, true)
	return s.told(ctx, m, id, err)
}

// told is what a change comes to: the scene as it is now.
func (s *Scenes) told(ctx context.Context, m Membership, id uuid.UUID, err error) (*tabletopv1.SceneInfo, error) {
	if err != nil {
		return nil, s.explained(ctx, err)
	}
	sc, err := s.Store.Scene(ctx, m.Campaign, id)
	if err != nil {
		return nil, err
	}
	return s.info(ctx, sc), nil
}

// StaleSceneError says that a scene was saved since; it is how it stands now.
type StaleSceneError struct{ Now Scene }

func (e *StaleSceneError) Error() string { return "scene " + e.Now.ID.String() + " was saved since" }

// explained puts the newest scene's info into the answer to a stale save.
func (s *Scenes) explained(ctx context.Context, err error) error {
	if stale, ok := err.(*StaleSceneError); ok { //nolint:errorlint // the store answers it bare
		return session.Stale(s.info(ctx, stale.Now))
	}
	return err
}

func (s *Scenes) info(ctx context.Context, sc Scene) *tabletopv1.SceneInfo {
	d := sc.Document
	info := &tabletopv1.SceneInfo{
		Id: sc.ID.String(), Name: sc.Name, FolderId: IDText(sc.Folder), Etag: strconv.FormatInt(sc.Revision, 10),
		Width: d.Width, Height: d.Height, Elements: d.Elements, UpdatedAt: timestamppb.New(sc.At), Trashed: sc.Trashed, TableId: IDText(sc.Table),
	}
	if d.Map != "" && s.Thumbnail != nil {
		info.ThumbnailUrl = s.Thumbnail(ctx, sc.Campaign.String(), d.Map)
	}
	return info
}

// at lets game masters at a scene.
func (s *Scenes) at(ctx context.Context, campaignID, sceneID string) (Membership, Scene, error) {
	m, err := s.Gate.GM(ctx, campaignID)
	if err != nil {
		return m, Scene{}, err
	}
	id, err := uuid.Parse(sceneID)
	if err != nil {
		return m, Scene{}, Missing("scene")
	}
	return m, Scene{ID: id, Campaign: m.Campaign, At: s.Now()}, nil
}

// Read returns a scene with all that is on it.
func (s *Scenes) Read(ctx context.Context, campaignID, sceneID string) (*tabletopv1.SceneInfo, *tabletopv1.Scene, error) {
	m, sc, err := s.at(ctx, campaignID, sceneID)
	if err != nil {
		return nil, nil, err
	}
	if sc, err = s.Store.Scene(ctx, m.Campaign, sc.ID); err != nil {
		return nil, nil, err
	}
	scene := &tabletopv1.Scene{}
	if err := proto.Unmarshal(sc.Document.Bytes, scene); err != nil {
		return nil, nil, err
	}
	return s.info(ctx, sc), scene, nil
}

// List returns folders and scenes of a folder, the trash, or what has words in its
// name.
func (s *Scenes) List(ctx context.Context, r *tabletopv1.ListScenesRequest) (*tabletopv1.ListScenesResponse, error) {
	m, err := s.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	f := SceneFilter{Campaign: m.Campaign, Trash: r.GetTrash(), Text: r.GetText()}
	if f.Page, err = PageOf(r.GetPageSize(), r.GetPageToken()); err != nil {
		return nil, err
	}
	if f.Folder, err = ParseFolder(r.GetFolderId()); err != nil {
		return nil, err
	}
	scenes, next, err := s.Store.Scenes(ctx, f)
	if err != nil {
		return nil, err
	}
	answer := &tabletopv1.ListScenesResponse{NextPageToken: next.Token()}
	for _, sc := range scenes {
		answer.Scenes = append(answer.Scenes, s.info(ctx, sc))
	}
	if f.Trash || f.Text != "" {
		return answer, nil
	}
	return answer, s.around(ctx, m.sceneFolder(f.Folder), r.GetPageToken() == "", answer)
}

// around adds what is shown with a folder: the way to it, and what is in it.
func (s *Scenes) around(ctx context.Context, f Folder, first bool, answer *tabletopv1.ListScenesResponse) error {
	way, err := s.Folders.FolderPath(ctx, f)
	if err != nil {
		return err
	}
	answer.Path = sceneFolders(way)
	if first {
		in, err := s.Folders.FoldersIn(ctx, f)
		if err != nil {
			return err
		}
		answer.Folders = sceneFolders(in)
	}
	return nil
}

// Update saves a scene.
func (s *Scenes) Update(ctx context.Context, r *tabletopv1.UpdateSceneRequest) (*tabletopv1.SceneInfo, error) {
	m, sc, err := s.at(ctx, r.GetCampaignId(), r.GetSceneId())
	if err != nil {
		return nil, err
	}
	if r.GetName() != "" {
		if sc.Name, err = CleanName("name", r.GetName()); err != nil {
			return nil, err
		}
	}
	if r.GetScene() != nil {
		if sc.Document, err = Encode(r.GetScene()); err != nil {
			return nil, err
		}
	}
	return s.told(ctx, m, sc.ID, s.Store.SaveScene(ctx, sc, r.GetEtag()))
}

// Duplicate makes a copy beside the original.
func (s *Scenes) Duplicate(ctx context.Context, r *tabletopv1.DuplicateSceneRequest) (*tabletopv1.SceneInfo, error) {
	m, sc, err := s.at(ctx, r.GetCampaignId(), r.GetSceneId())
	if err != nil {
		return nil, err
	}
	original, err := s.Store.Scene(ctx, m.Campaign, sc.ID)
	if err != nil {
		return nil, err
	}
	if original.Trashed {
		return nil, ErrInTrash
	}
	name := original.Name
	if r.GetName() != "" {
		if name, err = CleanName("name", r.GetName()); err != nil {
			return nil, err
		}
	}
	duplicate := Scene{ID: NewID(), Campaign: m.Campaign, Folder: original.Folder, Name: name, Document: original.Document, At: sc.At}
	id, err := s.Store.CreateScene(ctx, m.Deed(r), duplicate, r.GetName() == "")
	return s.told(ctx, m, id, err)
}

// Move puts a scene into a folder.
func (s *Scenes) Move(ctx context.Context, r *tabletopv1.MoveSceneRequest) (*tabletopv1.SceneInfo, error) {
	m, sc, err := s.at(ctx, r.GetCampaignId(), r.GetSceneId())
	if err != nil {
		return nil, err
	}
	if sc.Folder, err = ParseFolder(r.GetFolderId()); err != nil {
		return nil, err
	}
	return s.told(ctx, m, sc.ID, s.Store.MoveScene(ctx, sc))
}

// Trash throws a scene away.
func (s *Scenes) Trash(ctx context.Context, campaignID, sceneID string) (*tabletopv1.SceneInfo, error) {
	m, sc, err := s.at(ctx, campaignID, sceneID)
	if err != nil {
		return nil, err
	}
	return s.told(ctx, m, sc.ID, s.Store.TrashScene(ctx, sc))
}

// Restore takes a scene out of the trash.
func (s *Scenes) Restore(ctx context.Context, campaignID, sceneID string) (*tabletopv1.SceneInfo, error) {
	m, sc, err := s.at(ctx, campaignID, sceneID)
	if err != nil {
		return nil, err
	}
	return s.told(ctx, m, sc.ID, s.Store.RestoreScene(ctx, sc))
}

// Delete removes a scene that is in the trash.
func (s *Scenes) Delete(ctx context.Context, campaignID, sceneID string) error {
	_, sc, err := s.at(ctx, campaignID, sceneID)
	if err != nil {
		return err
	}
	return s.Store.DeleteScene(ctx, sc)
}
