package campaign

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// NoteStore keeps notes. It answers only what the member may read: to others a note
// is not there.
type NoteStore interface {
	CreateNote(ctx context.Context, d Deed, m Membership, n Note) (uuid.UUID, error)
	Note(ctx context.Context, m Membership, id uuid.UUID) (*tabletopv1.Note, error)
	// Notes lists them newest first, without texts.
	Notes(ctx context.Context, m Membership, f NoteFilter) ([]*tabletopv1.Note, Mark, error)
	UpdateNote(ctx context.Context, m Membership, n Note, etag string) error
	DeleteNote(ctx context.Context, m Membership, id uuid.UUID) error
}

// Note is what somebody writes.
type Note struct {
	ID      uuid.UUID
	Content *tabletopv1.NoteContent
	At      time.Time
}

// NoteFilter chooses notes.
type NoteFilter struct {
	Kind tabletopv1.NoteKind // 0 for all
	Text string
	Page Page
}

// Notes is the diary of a campaign, with handouts and pictures.
type Notes struct {
	Gate  Gate
	Store NoteStore
	Now   func() time.Time
}

// Create writes a note.
func (s *Notes) Create(ctx context.Context, r *tabletopv1.CreateNoteRequest) (*tabletopv1.Note, error) {
	m, err := s.Gate.Player(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	content, err := cleanNote(r.GetContent())
	if err != nil {
		return nil, err
	}
	id, err := s.Store.CreateNote(ctx, m.Deed(r), m, Note{ID: NewID(), Content: content, At: s.Now()})
	if err != nil {
		return nil, err
	}
	return s.read(ctx, m, id)
}

// cleanNote fills in what was left out.
func cleanNote(c *tabletopv1.NoteContent) (*tabletopv1.NoteContent, error) {
	title, err := CleanName("title", c.GetTitle())
	if err != nil {
		return nil, err
	}
	clean := &tabletopv1.NoteContent{
		Kind: c.GetKind(), Title: title, Text: c.GetText(), Readers: c.GetReaders(), AssetId: c.GetAssetId(), SceneId: c.GetSceneId(),
	}
	if clean.GetKind() == tabletopv1.NoteKind_NOTE_KIND_UNSPECIFIED {
		clean.Kind = tabletopv1.NoteKind_NOTE_KIND_DIARY
	}
	switch clean.GetReaders() {
	case tabletopv1.Readers_READERS_UNSPECIFIED:
		clean.Readers = tabletopv1.Readers_READERS_GM
	case tabletopv1.Readers_READERS_NAMED:
		if clean.ReaderIds, err = cleanReaders(c.GetReaderIds()); err != nil {
			return nil, err
		}
	}
	return clean, nil
}

func cleanReaders(ids []string) ([]string, error) {
	var clean []string
	for _, id := range ids {
		user, err := uuid.Parse(id)
		if err != nil {
			return nil, ErrReader
		}
		clean = append(clean, user.String())
	}
	slices.Sort(clean)
	return slices.Compact(clean), nil
}

// ErrReader is for readers who are not in the campaign.
var ErrReader = session.Invalid("reader_ids", "must be members of the campaign")

// Read returns a note that the caller may read.
func (s *Notes) Read(ctx context.Context, campaignID, noteID string) (*tabletopv1.Note, error) {
	m, id, err := s.at(ctx, s.Gate.Member, campaignID, noteID)
	if err != nil {
		return nil, err
	}
	return s.read(ctx, m, id)
}

func (s *Notes) read(ctx context.Context, m Membership, id uuid.UUID) (*tabletopv1.Note, error) {
	n, err := s.Store.Note(ctx, m, id)
	if err != nil {
		return nil, err
	}
	n.Editable = m.mayEdit(n)
	return n, nil
}

func (s *Notes) at(ctx context.Context, gate func(context.Context, string) (Membership, error), campaignID, noteID string) (Membership, uuid.UUID, error) {
	m, err := gate(ctx, campaignID)
	if err != nil {
		return m, uuid.Nil, err
	}
	id, err := uuid.Parse(noteID)
	if err != nil {
		return m, id, Missing("note")
	}
	return m, id, nil
}

// mayEdit is true for game masters and the author.
func (m Membership) mayEdit(n *tabletopv1.Note) bool {
	return m.Role == GM || (m.Role == Player && n.GetAuthorId() == m.User.String())
}

// List returns what the caller may read, newest first, without texts.
func (s *Notes) List(ctx context.Context, r *tabletopv1.ListNotesRequest) ([]*tabletopv1.Note, Mark, error) {
	m, err := s.Gate.Member(ctx, r.GetCampaignId())
	if err != nil {
		return nil, Mark{}, err
	}
	p, err := PageOf(r.GetPageSize(), r.GetPageToken())
	if err != nil {
		return nil, Mark{}, err
	}
	notes, next, err := s.Store.Notes(ctx, m, NoteFilter{Kind: r.GetKind(), Text: r.GetText(), Page: p})
	for _, n := range notes {
		n.Editable = m.mayEdit(n)
	}
	return notes, next, err
}

// Update changes a note.
func (s *Notes) Update(ctx context.Context, r *tabletopv1.UpdateNoteRequest) (*tabletopv1.Note, error) {
	m, id, err := s.editable(ctx, r.GetCampaignId(), r.GetNoteId())
	if err != nil {
		return nil, err
	}
	content, err := cleanNote(r.GetContent())
	if err != nil {
		return nil, err
	}
	if err := s.Store.UpdateNote(ctx, m, Note{ID: id, Content: content, At: s.Now()}, r.GetEtag()); err != nil {
		return nil, err
	}
	return s.read(ctx, m, id)
}

// Delete removes a note.
func (s *Notes) Delete(ctx context.Context, campaignID, noteID string) error {
	m, id, err := s.editable(ctx, campaignID, noteID)
	if err != nil {
		return err
	}
	return s.Store.DeleteNote(ctx, m, id)
}

// editable lets the author and game masters at a note.
func (s *Notes) editable(ctx context.Context, campaignID, noteID string) (Membership, uuid.UUID, error) {
	m, id, err := s.at(ctx, s.Gate.Player, campaignID, noteID)
	if err != nil {
		return m, id, err
	}
	n, err := s.Store.Note(ctx, m, id)
	if err == nil && !m.mayEdit(n) {
		err = ErrNotGM
	}
	return m, id, err
}
