package rpc

import (
	"bytes"
	"context"
	"maps"
	"testing"

	"connectrpc.com/connect"
	"github.com/google/uuid"
	"google.golang.org/protobuf/reflect/protoreflect"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/archive"
	"playhouse/server/campaign"
	"playhouse/server/library"
)

// fixture is what the cells of the matrix are about.
type fixture struct {
	group

	folder, scene, trashed, note, hidden, invitation, creature, line, upload string
	// Those that only who brought them may use, and a packing under way.
	dungeon, archive, export string
}

func (g group) fixture(t *testing.T) fixture {
	t.Helper()
	f := fixture{group: g, folder: g.folder(t, "", "Woods"), scene: g.scene(t, "", "Inn").GetId(), trashed: g.scene(t, "", "Old").GetId()}
	must(g.gm.scenes.TrashScene(t.Context(), &tabletopv1.TrashSceneRequest{CampaignId: g.id, SceneId: f.trashed}))(t)
	f.note = g.note(t, g.gm, &tabletopv1.NoteContent{Title: "for all", Readers: tabletopv1.Readers_READERS_ALL}).GetId()
	f.hidden = g.note(t, g.gm, &tabletopv1.NoteContent{Title: "for GMs"}).GetId()
	f.invitation = must(g.gm.CreateInvitation(t.Context(), &tabletopv1.CreateInvitationRequest{CampaignId: g.id, Role: campaign.Player}))(t).GetInvitation().GetId()
	g.opens(t)
	f.creature = g.creature(t, rat("Rat")).GetId()
	f.line = must(g.gm.bestiary.SettleTavern(t.Context(), &tabletopv1.SettleTavernRequest{CampaignId: g.id, ManualGold: 1000}))(t).GetEntry().GetId()
	return f
}

// verdict is what somebody is answered: a code, and a reason when it is refused.
type verdict struct {
	code   connect.Code
	reason string
}

var (
	fine     = verdict{}
	absent   = verdict{connect.CodeNotFound, "not_found"}
	notGM    = verdict{connect.CodePermissionDenied, "not_gm"}
	watching = verdict{connect.CodePermissionDenied, "spectator"}
	notOwner = verdict{connect.CodePermissionDenied, "not_founder"}
	unknown  = verdict{connect.CodeUnauthenticated, ""}
)

// row is what a procedure answers player, spectator and stranger. Game masters get
// through everywhere, and nobody without an account does.
type row struct {
	player, spectator, stranger verdict

	call func(context.Context, fixture, *person) error
}

func ask[R, A any](ctx context.Context, call func(context.Context, *R) (*A, error), r *R) error {
	_, err := call(ctx, r)
	return err
}

var (
	all      = [3]verdict{fine, fine, fine}
	members  = [3]verdict{fine, fine, absent}
	gmOnly   = [3]verdict{notGM, notGM, absent}
	noWatch  = [3]verdict{fine, watching, absent}
	author   = [3]verdict{notGM, watching, absent}
	gmsNotes = [3]verdict{absent, absent, absent}
	founders = [3]verdict{notOwner, notOwner, absent}
)

func may(v [3]verdict, call func(context.Context, fixture, *person) error) row {
	return row{player: v[0], spectator: v[1], stranger: v[2], call: call}
}

var campaignMatrix = map[string]row{
	"CreateCampaign": may(all, func(ctx context.Context, _ fixture, p *person) error {
		return ask(ctx, p.CreateCampaign, &tabletopv1.CreateCampaignRequest{Name: "Mine"})
	}),
	"ListCampaigns": may(all, func(ctx context.Context, _ fixture, p *person) error {
		return ask(ctx, p.ListCampaigns, &tabletopv1.ListCampaignsRequest{})
	}),
	"GetCampaign": may(members, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.GetCampaign, &tabletopv1.GetCampaignRequest{CampaignId: f.id})
	}),
	"UpdateCampaign": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.UpdateCampaign, &tabletopv1.UpdateCampaignRequest{CampaignId: f.id, Name: "Changed"})
	}),
	"DeleteCampaign": may(founders, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.DeleteCampaign, &tabletopv1.DeleteCampaignRequest{CampaignId: f.id, Name: "The Salt Road"})
	}),
	"CreateInvitation": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.CreateInvitation, &tabletopv1.CreateInvitationRequest{CampaignId: f.id, Role: campaign.GM})
	}),
	"ListInvitations": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.ListInvitations, &tabletopv1.ListInvitationsRequest{CampaignId: f.id})
	}),
	"RevokeInvitation": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.RevokeInvitation, &tabletopv1.RevokeInvitationRequest{CampaignId: f.id, InvitationId: f.invitation})
	}),
	"AcceptInvitation": may([3]verdict{guessed, guessed, guessed}, func(ctx context.Context, _ fixture, p *person) error {
		return ask(ctx, p.AcceptInvitation, &tabletopv1.AcceptInvitationRequest{Token: "guessed"})
	}),
	"SetMemberRole": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.SetMemberRole, &tabletopv1.SetMemberRoleRequest{CampaignId: f.id, UserId: f.spectator.id, Role: campaign.Spectator})
	}),
	"RemoveMember": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		other := f.spectator
		if p == other {
			other = f.player
		}
		return ask(ctx, p.RemoveMember, &tabletopv1.RemoveMemberRequest{CampaignId: f.id, UserId: other.id})
	}),
	"CreateNote": may(noWatch, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.CreateNote, &tabletopv1.CreateNoteRequest{CampaignId: f.id, Content: &tabletopv1.NoteContent{Title: "x"}})
	}),
	"GetNote": may(gmsNotes, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.GetNote, &tabletopv1.GetNoteRequest{CampaignId: f.id, NoteId: f.hidden})
	}),
	"ListNotes": may(members, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.ListNotes, &tabletopv1.ListNotesRequest{CampaignId: f.id})
	}),
	"UpdateNote": may(author, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.UpdateNote, &tabletopv1.UpdateNoteRequest{CampaignId: f.id, NoteId: f.note, Content: &tabletopv1.NoteContent{Title: "x"}})
	}),
	"DeleteNote": may(author, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.DeleteNote, &tabletopv1.DeleteNoteRequest{CampaignId: f.id, NoteId: f.note})
	}),
}

var archiveMatrix = map[string]row{
	"ExportCampaign": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.ExportCampaign, &tabletopv1.ExportCampaignRequest{CampaignId: f.id})
	}),
	"GetExport": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.GetExport, &tabletopv1.GetExportRequest{CampaignId: f.id, ExportId: f.export})
	}),
	"ImportCampaign": may([3]verdict{absent, absent, absent}, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.ImportCampaign, &tabletopv1.ImportCampaignRequest{UploadId: f.archive})
	}),
	"ImportScene": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.scenes.ImportScene, &tabletopv1.ImportSceneRequest{CampaignId: f.id, Format: tabletopv1.Format_FORMAT_ONE_PAGE_DUNGEON, UploadId: f.dungeon})
	}),
	"ExportScene": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.scenes.ExportScene, &tabletopv1.ExportSceneRequest{CampaignId: f.id, SceneId: f.scene})
	}),
}

// packed is a campaign with nothing in it, and cave a dungeon of one room.
func packed(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	zip := archive.Pack(&out)
	if err := zip.Add(archive.Whole{Archive: &tabletopv1.Archive{Name: "Packed"}}); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const cave = `{"title":"Cave","rects":[{"x":0,"y":0,"w":3,"h":3}],"doors":[],"notes":[],"columns":[],"water":[]}`

var guessed = verdict{connect.CodeFailedPrecondition, "invitation_invalid"}

var sceneMatrix = map[string]row{
	"CreateScene": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.scenes.CreateScene, &tabletopv1.CreateSceneRequest{CampaignId: f.id, Name: "New"})
	}),
	"GetScene": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.scenes.GetScene, &tabletopv1.GetSceneRequest{CampaignId: f.id, SceneId: f.scene})
	}),
	"ListScenes": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.scenes.ListScenes, &tabletopv1.ListScenesRequest{CampaignId: f.id})
	}),
	"UpdateScene": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.scenes.UpdateScene, &tabletopv1.UpdateSceneRequest{CampaignId: f.id, SceneId: f.scene, Name: "Renamed"})
	}),
	"DuplicateScene": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.scenes.DuplicateScene, &tabletopv1.DuplicateSceneRequest{CampaignId: f.id, SceneId: f.scene})
	}),
	"MoveScene": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.scenes.MoveScene, &tabletopv1.MoveSceneRequest{CampaignId: f.id, SceneId: f.scene, FolderId: f.folder})
	}),
	"TrashScene": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.scenes.TrashScene, &tabletopv1.TrashSceneRequest{CampaignId: f.id, SceneId: f.scene})
	}),
	"RestoreScene": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.scenes.RestoreScene, &tabletopv1.RestoreSceneRequest{CampaignId: f.id, SceneId: f.trashed})
	}),
	"DeleteScene": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.scenes.DeleteScene, &tabletopv1.DeleteSceneRequest{CampaignId: f.id, SceneId: f.trashed})
	}),
	"CreateSceneFolder": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.scenes.CreateSceneFolder, &tabletopv1.CreateSceneFolderRequest{CampaignId: f.id, Name: "New"})
	}),
	"UpdateSceneFolder": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.scenes.UpdateSceneFolder, &tabletopv1.UpdateSceneFolderRequest{CampaignId: f.id, FolderId: f.folder, Name: "Renamed"})
	}),
	"DeleteSceneFolder": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.scenes.DeleteSceneFolder, &tabletopv1.DeleteSceneFolderRequest{CampaignId: f.id, FolderId: f.folder})
	}),
}

var bestiaryMatrix = map[string]row{
	"ListCreatures": may(members, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.bestiary.ListCreatures, &tabletopv1.ListCreaturesRequest{CampaignId: f.id})
	}),
	"GetCreature": may(members, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.bestiary.GetCreature, &tabletopv1.GetCreatureRequest{CampaignId: f.id, CreatureId: f.creature})
	}),
	"CreateCreature": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.bestiary.CreateCreature, &tabletopv1.CreateCreatureRequest{CampaignId: f.id, Creature: rat("Rat")})
	}),
	"UpdateCreature": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		c := rat("Rat")
		c.Id = f.creature
		return ask(ctx, p.bestiary.UpdateCreature, &tabletopv1.UpdateCreatureRequest{CampaignId: f.id, Creature: c})
	}),
	"DeleteCreature": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.bestiary.DeleteCreature, &tabletopv1.DeleteCreatureRequest{CampaignId: f.id, CreatureId: f.creature})
	}),
	"ImportCreatures": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.bestiary.ImportCreatures, &tabletopv1.ImportCreaturesRequest{CampaignId: f.id, UploadId: f.upload})
	}),
	"RateEncounter": may(members, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.bestiary.RateEncounter, &tabletopv1.RateEncounterRequest{CampaignId: f.id, Levels: []int32{1}})
	}),
	"GetTavern": may(members, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.bestiary.GetTavern, &tabletopv1.GetTavernRequest{CampaignId: f.id})
	}),
	"UpdateTavern": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.bestiary.UpdateTavern, &tabletopv1.UpdateTavernRequest{CampaignId: f.id, Tavern: &tabletopv1.Tavern{}})
	}),
	"PreviewTavern": may(members, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.bestiary.PreviewTavern, &tabletopv1.PreviewTavernRequest{CampaignId: f.id})
	}),
	"SettleTavern": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.bestiary.SettleTavern, &tabletopv1.SettleTavernRequest{CampaignId: f.id})
	}),
	"EditTavernEntry": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.bestiary.EditTavernEntry, &tabletopv1.EditTavernEntryRequest{CampaignId: f.id, EntryId: f.line})
	}),
	"BuyTavernOption": may(gmOnly, func(ctx context.Context, f fixture, p *person) error {
		return ask(ctx, p.bestiary.BuyTavernOption, &tabletopv1.BuyTavernOptionRequest{CampaignId: f.id, OptionId: "sign"})
	}),
}

// Every procedure, asked by everybody.
func TestWhoMayDoWhat(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	nobody := s.nobody()
	services := tabletopv1.File_playhouse_tabletop_v1_campaign_service_proto.Services().ByName("CampaignService")
	checkMatrix(t, services, with(campaignMatrix, archiveMatrix, "ExportCampaign", "GetExport", "ImportCampaign"))
	checkMatrix(t, tabletopv1.File_playhouse_tabletop_v1_scene_service_proto.Services().ByName("SceneService"), with(sceneMatrix, archiveMatrix, "ImportScene", "ExportScene"))
	checkMatrix(t, tabletopv1.File_playhouse_tabletop_v1_bestiary_service_proto.Services().ByName("BestiaryService"), bestiaryMatrix)
	for _, matrix := range []map[string]row{campaignMatrix, sceneMatrix, bestiaryMatrix, archiveMatrix} {
		for procedure, r := range matrix {
			g.found(t)
			f := g.fixture(t)
			f.upload = uuid.NewString()
			s.files[f.upload] = "[]"
			if _, ok := archiveMatrix[procedure]; ok {
				s.brings(t, &f)
			}
			f.check(t, nobody, procedure, r)
		}
	}
}

// check asks a procedure by everybody. Who is refused first: their calls change
// nothing.
func (f fixture) check(t *testing.T, nobody *person, procedure string, r row) {
	t.Helper()
	gm := fine
	if procedure == "AcceptInvitation" {
		gm = guessed
	}
	for _, cell := range []struct {
		who  string
		p    *person
		want verdict
	}{
		{"nobody", nobody, unknown},
		{"a stranger", f.stranger, r.stranger},
		{"a spectator", f.spectator, r.spectator},
		{"a player", f.player, r.player},
		{"the game master", f.gm, gm},
	} {
		err := r.call(t.Context(), f, cell.p)
		got := verdict{reason: reasonOf(err)}
		if err != nil {
			got.code = connect.CodeOf(err)
		}
		if got != cell.want {
			t.Errorf("%s by %s: %v %q (%v), want %v %q", procedure, cell.who, got.code, got.reason, err, cell.want.code, cell.want.reason)
		}
	}
}

// checkMatrix finds procedures that the matrix forgot.
func checkMatrix(t *testing.T, s protoreflect.ServiceDescriptor, matrix map[string]row) {
	t.Helper()
	if s.Methods().Len() != len(matrix) {
		t.Errorf("%s has %d procedures, the matrix %d", s.Name(), s.Methods().Len(), len(matrix))
	}
	for i := range s.Methods().Len() {
		name := string(s.Methods().Get(i).Name())
		if _, there := matrix[name]; !there {
			t.Errorf("nobody asks who may call %s.%s", s.Name(), name)
		}
	}
}

// with is a matrix and some rows of another.
func with(matrix, other map[string]row, names ...string) map[string]row {
	all := maps.Clone(matrix)
	for _, name := range names {
		all[name] = other[name]
	}
	return all
}

// brings uploads what imports read, and begins to pack the campaign.
func (s *study) brings(t *testing.T, f *fixture) {
	t.Helper()
	f.dungeon = s.waits(t, f.gm, f.id, library.Scene, []byte(cave))
	f.archive = s.waits(t, f.gm, "", library.Archive, packed(t))
	f.export = must(f.gm.ExportCampaign(t.Context(), &tabletopv1.ExportCampaignRequest{CampaignId: f.id}))(t).GetExportId()
}

// waits uploads a file that an import reads later.
func (s *study) waits(t *testing.T, p *person, in string, k library.Kind, file []byte) string {
	t.Helper()
	u := p.begin(t, in, k, len(file))
	s.sendAll(t, u, file)
	must(p.library.CompleteUpload(t.Context(), &tabletopv1.CompleteUploadRequest{UploadId: u.GetId()}))(t)
	return u.GetId()
}
