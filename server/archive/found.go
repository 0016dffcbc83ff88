package archive

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
	"playhouse/server/library"
	"playhouse/server/session"
)

// Founding is a campaign that comes into being with all that is in it. Everything
// has its new id.
type Founding struct {
	Campaign campaign.Campaign
	// Archive has everything but the assets, with folders before what is in them.
	Archive *tabletopv1.Archive
	Assets  []library.Asset
	// Scene is the document of one that the archive lists; Note and Creature
	// likewise.
	Scene    func(id string) (campaign.Document, error)
	Note     func(id string) (*tabletopv1.Note, error)
	Creature func(id string) (*tabletopv1.Creature, error)
}

// importWithin is how long an import may take.
const importWithin = 10 * time.Minute

// Import makes a campaign of a zip that was uploaded: all of it or nothing.
func (a *Archives) Import(ctx context.Context, r *tabletopv1.ImportCampaignRequest) (*tabletopv1.ImportCampaignResponse, error) {
	// One at a time: each holds a scene in memory, and the largest are large.
	a.one.Lock()
	defer a.one.Unlock()
	ctx, cancel := context.WithTimeout(ctx, importWithin)
	defer cancel()
	upload, err := a.Files.OpenUpload(ctx, library.Archive, r.GetUploadId())
	if err != nil {
		return nil, err
	}
	defer func() { _ = upload.Close() }()
	from, err := Open(upload, upload.Size)
	if err != nil {
		return nil, err
	}
	user, err := uuid.Parse(string(session.CallerFrom(ctx).User))
	if err != nil {
		return nil, err
	}
	w := &unpacking{Opened: from, renewal: renewal{ids: map[string]string{}, newID: campaign.NewID}, scenes: map[string]*tabletopv1.SceneInfo{}, old: map[string]string{}}
	f := Founding{
		Campaign: campaign.Campaign{ID: campaign.NewID(), Founder: user, At: a.Now()}, Archive: from.Archive,
		Scene: w.document, Note: w.note, Creature: w.beast,
	}
	if err := w.renew(ctx, a, &f); err != nil {
		return nil, err
	}
	deed := campaign.UseOf("import", user, r.GetUploadId(), r)
	id, err := a.Store.FoundCampaign(ctx, deed, f)
	if err != nil {
		return nil, err
	}
	c, err := a.Campaigns.Read(ctx, id.String())
	return &tabletopv1.ImportCampaignResponse{Campaign: c, Warnings: w.told()}, err
}

// unpacking is an archive on its way to become a campaign.
type unpacking struct {
	*Opened
	renewal

	scenes map[string]*tabletopv1.SceneInfo // as they were listed, by new ids
	old    map[string]string                // ids of notes and creatures, by new ones
}

// renew gives everything new ids and keeps the files.
func (w *unpacking) renew(ctx context.Context, a *Archives, f *Founding) error {
	all := w.Archive
	var err error
	if f.Campaign.Name, err = campaign.CleanName("name", all.GetName()); err != nil {
		return notOne("%v", err)
	}
	f.Campaign.Description = all.GetDescription()
	all.Folders = inOrder(&w.renewal, all.GetFolders(), func(f *tabletopv1.Folder, id, parent string) { f.Id, f.ParentId = id, parent })
	all.SceneFolders = inOrder(&w.renewal, all.GetSceneFolders(), func(f *tabletopv1.SceneFolder, id, parent string) { f.Id, f.ParentId = id, parent })
	if f.Assets, err = w.files(ctx, a, f.Campaign); err != nil {
		return err
	}
	for _, c := range all.GetCreatures() {
		old := c.GetId()
		c.Id = w.take(old)
		w.old[c.GetId()] = old
	}
	for _, s := range all.GetScenes() {
		old := proto.CloneOf(s)
		s.FolderId = w.follow(s.GetFolderId(), "folder", "scene "+s.GetName())
		s.Id = w.take(s.GetId())
		w.scenes[s.GetId()] = old
	}
	for _, n := range all.GetNotes() {
		old := n.GetId()
		n.Id = w.take(old)
		w.old[n.GetId()] = old
	}
	w.tavern()
	return w.readable()
}

// readable finds what is wrong before anything is stored.
func (w *unpacking) readable() error {
	for _, s := range w.Archive.GetScenes() {
		if _, err := w.document(s.GetId()); err != nil {
			return err
		}
	}
	for _, n := range w.Archive.GetNotes() {
		if _, err := w.note(n.GetId()); err != nil {
			return err
		}
	}
	for _, c := range w.Archive.GetCreatures() {
		if _, err := w.beast(c.GetId()); err != nil {
			return err
		}
	}
	return nil
}

// files keeps the bytes of assets. What is missing or refused is left out.
func (w *unpacking) files(ctx context.Context, a *Archives, c campaign.Campaign) ([]library.Asset, error) {
	var (
		all  []library.Asset
		used int64
		same = map[string]uuid.UUID{}
	)
	for _, old := range w.Archive.GetAssets() {
		kept, err := w.file(ctx, a, old)
		if refusal, ok := errors.AsType[*session.Error](err); ok {
			w.warnf("%s: %s", old.GetName(), refusal.Message)
			continue
		}
		if err != nil {
			return nil, err
		}
		key := kept.Kind.String() + string(kept.Blob)
		if twin, ok := same[key]; ok {
			w.ids[old.GetId()] = twin.String()
			continue
		}
		kept.ID, kept.Campaign, kept.Owner, kept.Created = uuid.MustParse(w.take(old.GetId())), c.ID, c.Founder, c.At
		kept.Name, kept.Tags, kept.PixelsPerCell = old.GetName(), old.GetTags(), old.GetPixelsPerCell()
		if folder := w.follow(old.GetFolderId(), "folder", old.GetName()); folder != "" {
			kept.Folder = uuid.MustParse(folder)
		}
		if used += kept.Size; used > a.Most {
			return nil, &session.Error{
				Kind: session.Exhausted, Reason: "quota_used_up", Message: "the files of this campaign are larger than a campaign's may be here; export it without files",
			}
		}
		same[key] = kept.ID
		all = append(all, kept)
	}
	w.Archive.Assets = nil
	return all, nil
}

func (w *unpacking) file(ctx context.Context, a *Archives, old *tabletopv1.Asset) (library.Asset, error) {
	switch old.GetKind() {
	case library.Map, library.Image, library.Audio:
	default:
		return library.Asset{}, session.Refuse("wrong_type", "is of a kind that no library has")
	}
	name, err := campaign.CleanName("name", old.GetName())
	if err != nil {
		return library.Asset{}, err
	}
	old.Name = name
	bytes, err := w.File(old.GetId())
	if err != nil {
		return library.Asset{}, err
	}
	if bytes == nil {
		return library.Asset{}, session.Refuse("damaged_file", "its file is not in the archive")
	}
	defer bytes.Close()
	return a.Files.Examine(ctx, library.Incoming{Kind: old.GetKind(), Name: name, Source: bytes})
}

// beast reads a creature, by its new id.
func (w *unpacking) beast(id string) (*tabletopv1.Creature, error) {
	c, err := w.Creature(w.old[id])
	if err != nil {
		return nil, err
	}
	c.Id, c.Etag, c.BuiltIn = id, "", false
	c.AssetId = w.follow(c.GetAssetId(), "picture", c.GetName())
	return c, nil
}

// note reads one, by its new id.
func (w *unpacking) note(id string) (*tabletopv1.Note, error) {
	n, err := w.Note(w.old[id])
	if err != nil {
		return nil, err
	}
	n.Id = id
	c := n.GetContent()
	c.AssetId = w.follow(c.GetAssetId(), "picture", "note "+c.GetTitle())
	c.SceneId = w.follow(c.GetSceneId(), "scene", "note "+c.GetTitle())
	if c.GetReaders() == tabletopv1.Readers_READERS_NAMED {
		c.Readers, c.ReaderIds = tabletopv1.Readers_READERS_GM, nil
		w.warnf("note %s: its readers are not here; it is for game masters now", c.GetTitle())
	}
	return n, nil
}

func (w *unpacking) tavern() {
	for _, line := range w.Archive.GetTavern().GetLedger() {
		line.Id = campaign.NewID().String()
	}
}

// document reads a scene, by its new id.
func (w *unpacking) document(id string) (campaign.Document, error) {
	scene, err := w.Scene(w.scenes[id].GetId())
	if err != nil {
		return campaign.Document{}, err
	}
	w.scene("scene "+w.scenes[id].GetName(), scene)
	return campaign.Encode(scene)
}

// warningsMost is how many are told.
const warningsMost = 100

// told are the warnings, each once.
func (w *unpacking) told() []string {
	seen := map[string]bool{}
	var all []string
	for _, text := range w.warnings {
		if !seen[text] && len(all) < warningsMost {
			seen[text] = true
			all = append(all, text)
		}
	}
	return all
}
