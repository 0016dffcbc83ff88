package rpc

import (
	"slices"
	"strings"
	"testing"

	"connectrpc.com/connect"
	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
)

func (g group) note(t *testing.T, by *person, c *tabletopv1.NoteContent) *tabletopv1.Note {
	t.Helper()
	return must(by.CreateNote(t.Context(), &tabletopv1.CreateNoteRequest{CampaignId: g.id, Content: c}))(t).GetNote()
}

func (g group) readNote(t *testing.T, by *person, id string) (*tabletopv1.Note, error) {
	t.Helper()
	r, err := by.GetNote(t.Context(), &tabletopv1.GetNoteRequest{CampaignId: g.id, NoteId: id})
	return r.GetNote(), err
}

// Who may not read a note is answered as if it did not exist, and does not see it
// in lists or find its words.
func TestNotesAreForTheirReaders(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	eve := s.person(t, "Eve")
	g.joins(t, eve, campaign.Player)
	all := tabletopv1.Readers_READERS_ALL
	notes := map[string]*tabletopv1.Note{
		"for all":        g.note(t, g.gm, &tabletopv1.NoteContent{Title: "for all", Text: "xylophone", Readers: all}),
		"unsaid":         g.note(t, g.gm, &tabletopv1.NoteContent{Title: "unsaid", Text: "xylophone"}),
		"for GMs":        g.note(t, g.gm, &tabletopv1.NoteContent{Title: "for GMs", Text: "xylophone", Readers: tabletopv1.Readers_READERS_GM}),
		"for Ben":        g.note(t, g.gm, &tabletopv1.NoteContent{Title: "for Ben", Text: "xylophone", Readers: tabletopv1.Readers_READERS_NAMED, ReaderIds: []string{g.player.id, strings.ToUpper(g.player.id)}}),
		"Ben's own":      g.note(t, g.player, &tabletopv1.NoteContent{Title: "Ben's own", Text: "xylophone"}),
		"Ben's for Eve":  g.note(t, g.player, &tabletopv1.NoteContent{Title: "Ben's for Eve", Text: "xylophone", Readers: tabletopv1.Readers_READERS_NAMED, ReaderIds: []string{eve.id}}),
		"names, for all": g.note(t, g.gm, &tabletopv1.NoteContent{Title: "names, for all", Text: "xylophone", Readers: all, ReaderIds: []string{eve.id}}),
	}
	may := map[*person][]string{
		g.gm:        {"for all", "unsaid", "for GMs", "for Ben", "Ben's own", "Ben's for Eve", "names, for all"},
		g.player:    {"for all", "for Ben", "Ben's own", "Ben's for Eve", "names, for all"},
		eve:         {"for all", "Ben's for Eve", "names, for all"},
		g.spectator: {"for all", "names, for all"},
	}
	for p, titles := range may {
		for _, text := range []string{"", "XYLO", "for"} {
			list := must(p.ListNotes(ctx, &tabletopv1.ListNotesRequest{CampaignId: g.id, Text: text}))(t).GetNotes()
			for _, n := range list {
				if !slices.Contains(titles, n.GetContent().GetTitle()) || n.GetContent().GetText() != "" {
					t.Errorf("looking for %q finds %v", text, n)
				}
			}
			if text != "for" && len(list) != len(titles) {
				t.Errorf("looking for %q finds %d notes, want %d", text, len(list), len(titles))
			}
		}
		for title, n := range notes {
			got, err := g.readNote(t, p, n.GetId())
			if slices.Contains(titles, title) {
				if err != nil || got.GetContent().GetText() != "xylophone" {
					t.Errorf("%q: %v %v", title, got, err)
				}
				if mine := p == g.gm || (p == g.player && n.GetAuthorId() == p.id); got.GetEditable() != mine {
					t.Errorf("%q is editable: %v", title, got.GetEditable())
				}
				continue
			}
			wantRefusal(t, err, connect.CodeNotFound, "not_found")
			_, err = p.UpdateNote(ctx, &tabletopv1.UpdateNoteRequest{CampaignId: g.id, NoteId: n.GetId(), Content: &tabletopv1.NoteContent{Title: "mine"}})
			if p != g.spectator {
				wantRefusal(t, err, connect.CodeNotFound, "not_found")
			}
		}
	}
	if got := notes["for Ben"].GetContent().GetReaderIds(); !slices.Equal(got, []string{g.player.id}) {
		t.Errorf("named twice: %v", got)
	}
	must(g.gm.RemoveMember(ctx, &tabletopv1.RemoveMemberRequest{CampaignId: g.id, UserId: eve.id}))(t)
	if n, err := g.readNote(t, g.gm, notes["Ben's for Eve"].GetId()); err != nil || len(n.GetContent().GetReaderIds()) > 0 {
		t.Errorf("who left is still a reader: %v %v", n, err)
	}
}

func TestNotesAreWrittenOnceAndChangedByEtag(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	r := &tabletopv1.CreateNoteRequest{CampaignId: g.id, CommandId: "n1", Content: &tabletopv1.NoteContent{Title: "Day 1", Readers: tabletopv1.Readers_READERS_ALL}}
	n := must(g.player.CreateNote(ctx, r))(t).GetNote()
	if n.GetAuthorName() != "Ben" || n.GetContent().GetKind() != tabletopv1.NoteKind_NOTE_KIND_DIARY || !n.GetEditable() {
		t.Errorf("written as %v", n)
	}
	if again := must(g.player.CreateNote(ctx, r))(t).GetNote(); again.GetId() != n.GetId() {
		t.Error("written twice")
	}
	update := func(by *person, etag, title string) error {
		_, err := by.UpdateNote(ctx, &tabletopv1.UpdateNoteRequest{CampaignId: g.id, NoteId: n.GetId(), Etag: etag, Content: &tabletopv1.NoteContent{Title: title, Readers: tabletopv1.Readers_READERS_ALL}})
		return err
	}
	a, b := both(func() error { return update(g.gm, n.GetEtag(), "by the GM") }, func() error { return update(g.player, n.GetEtag(), "by Ben") })
	wantOneOf(t, a, b, connect.CodeAborted)
	wantRefusal(t, update(g.player, n.GetEtag(), "late"), connect.CodeAborted, "stale")
	if err := update(g.player, "", "whatever it is"); err != nil {
		t.Error(err)
	}
	eve := s.person(t, "Eve")
	g.joins(t, eve, campaign.Player)
	wantRefusal(t, update(eve, "", "mine"), connect.CodePermissionDenied, "not_gm")
	must(g.player.DeleteNote(ctx, &tabletopv1.DeleteNoteRequest{CampaignId: g.id, NoteId: n.GetId()}))(t)
	wantRefusal(t, update(g.gm, "", "gone"), connect.CodeNotFound, "not_found")
	_, err := g.player.CreateNote(ctx, r)
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
}

func TestNotesNameWhatIsInTheirCampaign(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	scene := g.scene(t, "", "Inn")
	other := g
	other.found(t)
	elsewhere := other.scene(t, "", "Inn")
	named := tabletopv1.Readers_READERS_NAMED
	for what, bad := range map[string]struct {
		content *tabletopv1.NoteContent
		code    connect.Code
		reason  string
	}{
		"no title":               {&tabletopv1.NoteContent{Title: " "}, connect.CodeInvalidArgument, "invalid_title"},
		"a reader from outside":  {&tabletopv1.NoteContent{Title: "x", Readers: named, ReaderIds: []string{g.player.id, g.stranger.id}}, connect.CodeInvalidArgument, "invalid_reader_ids"},
		"a reader who is none":   {&tabletopv1.NoteContent{Title: "x", Readers: named, ReaderIds: []string{"Ben"}}, connect.CodeInvalidArgument, "invalid_reader_ids"},
		"an asset that is none":  {&tabletopv1.NoteContent{Title: "x", AssetId: uuid.NewString()}, connect.CodeNotFound, "not_found"},
		"a malformed asset":      {&tabletopv1.NoteContent{Title: "x", AssetId: strings.Repeat("-", 36)}, connect.CodeNotFound, "not_found"},
		"another's scene":        {&tabletopv1.NoteContent{Title: "x", SceneId: elsewhere.GetId()}, connect.CodeNotFound, "not_found"},
		"a text of 100,001":      {&tabletopv1.NoteContent{Title: "x", Text: strings.Repeat("ü", 100_001)}, connect.CodeInvalidArgument, ""},
		"control characters":     {&tabletopv1.NoteContent{Title: "x", Text: "a\x00b"}, connect.CodeInvalidArgument, "invalid_text"},
		"51 readers":             {&tabletopv1.NoteContent{Title: "x", Readers: named, ReaderIds: slices.Repeat([]string{g.player.id}, 51)}, connect.CodeInvalidArgument, ""},
		"a kind that is unknown": {&tabletopv1.NoteContent{Title: "x", Kind: 9}, connect.CodeInvalidArgument, ""},
	} {
		_, err := g.gm.CreateNote(ctx, &tabletopv1.CreateNoteRequest{CampaignId: g.id, Content: bad.content})
		if connect.CodeOf(err) != bad.code || reasonOf(err) != bad.reason {
			t.Errorf("%s: %v (%s), want %v (%s)", what, err, reasonOf(err), bad.code, bad.reason)
		}
	}
	n := g.note(t, g.gm, &tabletopv1.NoteContent{Title: "Inn", Text: strings.Repeat("ü", 100_000), SceneId: scene.GetId()})
	must(g.gm.UpdateNote(ctx, &tabletopv1.UpdateNoteRequest{CampaignId: g.id, NoteId: n.GetId(), Content: &tabletopv1.NoteContent{Title: "Inn"}}))(t)
	if got, err := g.readNote(t, g.gm, n.GetId()); err != nil || got.GetContent().GetSceneId() != "" {
		t.Errorf("the scene was taken out: %v %v", got, err)
	}
	must(g.gm.UpdateNote(ctx, &tabletopv1.UpdateNoteRequest{CampaignId: g.id, NoteId: n.GetId(), Content: n.GetContent()}))(t)
	must(g.gm.scenes.TrashScene(ctx, &tabletopv1.TrashSceneRequest{CampaignId: g.id, SceneId: scene.GetId()}))(t)
	must(g.gm.scenes.DeleteScene(ctx, &tabletopv1.DeleteSceneRequest{CampaignId: g.id, SceneId: scene.GetId()}))(t)
	if got, err := g.readNote(t, g.gm, n.GetId()); err != nil || got.GetContent().GetSceneId() != "" {
		t.Errorf("the scene is gone: %v %v", got, err)
	}
}

func TestNotesAreListedByPageAndKind(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	var want []string
	for i := range 5 {
		kind := tabletopv1.NoteKind(i%3 + 1)
		n := g.note(t, g.gm, &tabletopv1.NoteContent{Title: "note", Kind: kind, Readers: tabletopv1.Readers_READERS_ALL})
		want = append([]string{n.GetId()}, want...)
	}
	var got []string
	for token := ""; ; {
		r := must(g.spectator.ListNotes(ctx, &tabletopv1.ListNotesRequest{CampaignId: g.id, PageSize: 2, PageToken: token}))(t)
		for _, n := range r.GetNotes() {
			got = append(got, n.GetId())
		}
		if token = r.GetNextPageToken(); token == "" {
			break
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("by pages %v, written (newest first) %v", got, want)
	}
	pictures := must(g.spectator.ListNotes(ctx, &tabletopv1.ListNotesRequest{CampaignId: g.id, Kind: tabletopv1.NoteKind_NOTE_KIND_PICTURE}))(t).GetNotes()
	if len(pictures) != 1 {
		t.Errorf("pictures: %v", pictures)
	}
	// A percent sign is a percent sign.
	g.note(t, g.gm, &tabletopv1.NoteContent{Title: "100% proof"})
	for text, n := range map[string]int{"%": 1, "_": 0, "0% P": 1, `\`: 0} {
		if found := must(g.gm.ListNotes(ctx, &tabletopv1.ListNotesRequest{CampaignId: g.id, Text: text}))(t).GetNotes(); len(found) != n {
			t.Errorf("%q finds %d", text, len(found))
		}
	}
}
