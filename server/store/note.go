package store

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"github.com/lib/pq"
	"google.golang.org/protobuf/types/known/timestamppb"

	"playhouse/ent"
	entasset "playhouse/ent/asset"
	"playhouse/ent/campaignmember"
	entnote "playhouse/ent/note"
	"playhouse/ent/predicate"
	entscene "playhouse/ent/scene"
	"playhouse/ent/user"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
)

var _ campaign.NoteStore = (*Store)(nil)

// readable are the notes of a campaign that a member may read.
func readable(m campaign.Membership) predicate.Note {
	in := entnote.CampaignID(m.Campaign)
	if m.Role == campaign.GM {
		return in
	}
	return entnote.And(in, entnote.Or(
		entnote.AuthorID(m.User),
		entnote.Readers(int32(tabletopv1.Readers_READERS_ALL)),
		entnote.And(entnote.Readers(int32(tabletopv1.Readers_READERS_NAMED)), func(s *sql.Selector) {
			s.Where(sql.P(func(b *sql.Builder) {
				b.Arg(m.User.String()).WriteString(" = ANY (").Ident(s.C(entnote.FieldReaderIds)).WriteByte(')')
			}))
		}),
	))
}

// CreateNote stores a note, once.
func (s *Store) CreateNote(ctx context.Context, d campaign.Deed, m campaign.Membership, n campaign.Note) (_ uuid.UUID, err error) {
	defer explain(ctx, &err)
	return s.once(ctx, deed{Deed: d, campaign: m.Campaign, makes: n.ID}, func(tx *ent.Tx) error {
		if err := related(ctx, tx, m.Campaign, n.Content); err != nil {
			return err
		}
		c := n.Content
		return tx.Note.Create().SetID(n.ID).SetCampaignID(m.Campaign).SetAuthorID(m.User).SetKind(int32(c.GetKind())).SetTitle(c.GetTitle()).
			SetText(c.GetText()).SetReaders(int32(c.GetReaders())).SetReaderIds(pq.StringArray(nonNil(c.GetReaderIds()))).
			SetNillableAssetID(parsed(c.GetAssetId())).SetNillableSceneID(parsed(c.GetSceneId())).
			SetCreatedAt(n.At).SetUpdatedAt(n.At).Exec(ctx)
	})
}

// nonNil is a list that the database does not take for NULL.
func nonNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// related refuses a note that names what is not in its campaign, or readers who
// are not.
func related(ctx context.Context, tx *ent.Tx, in uuid.UUID, c *tabletopv1.NoteContent) error {
	if c.GetAssetId() != "" {
		if err := assetIn(ctx, tx, in, c.GetAssetId()); err != nil {
			return err
		}
	}
	if id := parsed(c.GetSceneId()); c.GetSceneId() != "" {
		if id == nil {
			return campaign.Missing("scene")
		}
		if there, err := tx.Scene.Query().Where(entscene.ID(*id), entscene.CampaignID(in)).Exist(ctx); err != nil || !there {
			return orAbsent(err, "scene")
		}
	}
	var readers []uuid.UUID
	for _, id := range c.GetReaderIds() {
		readers = append(readers, *parsed(id))
	}
	n, err := tx.CampaignMember.Query().Where(campaignmember.CampaignID(in), campaignmember.UserIDIn(readers...)).Count(ctx)
	if err == nil && n < len(readers) {
		err = campaign.ErrReader
	}
	return err
}

// assetIn refuses an asset that is not in the campaign.
func assetIn(ctx context.Context, tx *ent.Tx, in uuid.UUID, asset string) error {
	id := parsed(asset)
	if id == nil {
		return campaign.Missing("asset")
	}
	if there, err := tx.Asset.Query().Where(entasset.ID(*id), entasset.CampaignID(in)).Exist(ctx); err != nil || !there {
		return orAbsent(err, "asset")
	}
	return nil
}

func orAbsent(err error, what string) error {
	if err != nil {
		return err
	}
	return campaign.Missing(what)
}

// Note returns a note that the member may read.
func (s *Store) Note(ctx context.Context, m campaign.Membership, id uuid.UUID) (_ *tabletopv1.Note, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.Note.Query().Where(entnote.ID(id), readable(m)).Only(ctx)
	if err != nil {
		return nil, orMissing("note", err)
	}
	all, err := s.notesOf(ctx, []*ent.Note{row})
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// notesOf makes messages of rows, with their authors' names.
func (s *Store) notesOf(ctx context.Context, rows []*ent.Note) ([]*tabletopv1.Note, error) {
	var authors []uuid.UUID
	for _, row := range rows {
		authors = append(authors, row.AuthorID)
	}
	users, err := s.ent.User.Query().Where(user.IDIn(authors...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("authors: %w", err)
	}
	names := map[uuid.UUID]string{}
	for _, u := range users {
		names[u.ID] = u.DisplayName
	}
	all := make([]*tabletopv1.Note, 0, len(rows))
	for _, row := range rows {
		all = append(all, &tabletopv1.Note{
			Id: row.ID.String(), AuthorId: row.AuthorID.String(), AuthorName: names[row.AuthorID], Etag: etagOf(row.Revision),
			CreatedAt: timestamppb.New(row.CreatedAt), UpdatedAt: timestamppb.New(row.UpdatedAt),
			Content: &tabletopv1.NoteContent{
				Kind: tabletopv1.NoteKind(row.Kind), Title: row.Title, Text: row.Text, Readers: tabletopv1.Readers(row.Readers),
				ReaderIds: row.ReaderIds, AssetId: text(row.AssetID), SceneId: text(row.SceneID),
			},
		})
	}
	return all, nil
}

// Notes lists what a member may read, newest first, without texts.
func (s *Store) Notes(ctx context.Context, m campaign.Membership, f campaign.NoteFilter) (_ []*tabletopv1.Note, _ campaign.Mark, err error) {
	defer explain(ctx, &err)
	query := s.ent.Note.Query().Where(readable(m)).Order(entnote.ByCreatedAt(sql.OrderDesc()), entnote.ByID(sql.OrderDesc()))
	if f.Kind != 0 {
		query = query.Where(entnote.Kind(int32(f.Kind)))
	}
	if f.Text != "" {
		query = query.Where(entnote.Or(entnote.TitleContainsFold(f.Text), entnote.TextContainsFold(f.Text)))
	}
	if f.Page.After != (campaign.Mark{}) {
		at, err := timeOf(f.Page.After)
		if err != nil {
			return nil, campaign.Mark{}, err
		}
		query = query.Where(earlier(at, f.Page.After.ID))
	}
	rows, err := query.Limit(f.Page.Limit + 1).All(ctx)
	if err != nil {
		return nil, campaign.Mark{}, fmt.Errorf("list notes: %w", err)
	}
	rows, next := page(rows, f.Page.Limit, func(row *ent.Note) campaign.Mark { return timeMark(row.CreatedAt, row.ID) })
	for _, row := range rows {
		row.Text = ""
	}
	all, err := s.notesOf(ctx, rows)
	return all, next, err
}

func earlier(at time.Time, id uuid.UUID) predicate.Note {
	return entnote.Or(entnote.CreatedAtLT(at), entnote.And(entnote.CreatedAt(at), entnote.IDLT(id)))
}

// UpdateNote changes a note if the etag is in force, or empty.
func (s *Store) UpdateNote(ctx context.Context, m campaign.Membership, n campaign.Note, etag string) (err error) {
	defer explain(ctx, &err)
	return s.inCampaign(ctx, m.Campaign, func(tx *ent.Tx) error {
		c := n.Content
		if err := related(ctx, tx, m.Campaign, c); err != nil {
			return err
		}
		update := tx.Note.Update().Where(entnote.ID(n.ID), readable(m))
		if etag != "" {
			update = update.Where(entnote.Revision(revisionOf(etag)))
		}
		if update.SetNillableAssetID(parsed(c.GetAssetId())); c.GetAssetId() == "" {
			update.ClearAssetID()
		}
		if update.SetNillableSceneID(parsed(c.GetSceneId())); c.GetSceneId() == "" {
			update.ClearSceneID()
		}
		count, err := update.SetKind(int32(c.GetKind())).SetTitle(c.GetTitle()).SetText(c.GetText()).SetReaders(int32(c.GetReaders())).
			SetReaderIds(pq.StringArray(nonNil(c.GetReaderIds()))).SetUpdatedAt(n.At).AddRevision(1).Save(ctx)
		return changed(count, err, func() error {
			_, err := tx.Note.Query().Where(entnote.ID(n.ID), readable(m)).Only(ctx)
			return orMissing("note", err)
		})
	})
}

// DeleteNote removes a note.
func (s *Store) DeleteNote(ctx context.Context, m campaign.Membership, id uuid.UUID) (err error) {
	defer explain(ctx, &err)
	n, err := s.ent.Note.Delete().Where(entnote.ID(id), readable(m)).Exec(ctx)
	if err == nil && n == 0 {
		err = campaign.Missing("note")
	}
	return err
}
