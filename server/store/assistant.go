package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	stdsql "database/sql"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	"playhouse/ent"
	"playhouse/ent/predicate"
	entproposal "playhouse/ent/proposal"
	"playhouse/ent/usage"
	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/assistant/ledger"
	"playhouse/server/campaign"
)

var (
	_ ledger.Quotas    = (*Store)(nil)
	_ ledger.Proposals = (*Store)(nil)
)

// TakeAssistant counts a call in, by one statement: the row's lock makes callers on
// all nodes wait for each other.
func (s *Store) TakeAssistant(ctx context.Context, d ledger.Day, most int32) (_ bool, err error) {
	defer explain(ctx, &err)
	if most < 1 {
		return false, nil
	}
	err = s.ent.Usage.Create().SetOwnerID(d.User).SetDay(d.On).SetCalls(1).
		OnConflict(
			sql.ConflictColumns(usage.FieldOwnerID, usage.FieldDay),
			sql.UpdateWhere(sql.P(func(b *sql.Builder) {
				b.WriteString(`"usages"."calls" < `).Arg(most)
			})),
		).
		Update(func(u *ent.UsageUpsert) { u.AddCalls(1) }).
		Exec(ctx)
	if errors.Is(err, stdsql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("count a call: %w", err)
	}
	return true, nil
}

// SettleAssistant adds tokens, and counts a failed call out again.
func (s *Store) SettleAssistant(ctx context.Context, d ledger.Day, tokens int64, failed bool) (err error) {
	defer explain(ctx, &err)
	update := s.ent.Usage.Update().Where(usage.OwnerID(d.User), usage.Day(d.On)).AddTokens(tokens)
	if failed {
		update = update.AddCalls(-1)
	}
	if _, err := update.Save(ctx); err != nil {
		return fmt.Errorf("settle a call: %w", err)
	}
	return nil
}

// AssistantUsed is how many calls were counted.
func (s *Store) AssistantUsed(ctx context.Context, d ledger.Day) (_ int32, err error) {
	defer explain(ctx, &err)
	row, err := s.ent.Usage.Query().Where(usage.OwnerID(d.User), usage.Day(d.On)).Only(ctx)
	if ent.IsNotFound(err) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("count calls: %w", err)
	}
	return row.Calls, nil
}

// KeepProposal keeps a proposal, and forgets the user's oldest ones.
func (s *Store) KeepProposal(ctx context.Context, user uuid.UUID, p *arenav1.Proposal) (err error) {
	defer explain(ctx, &err)
	id, err := uuid.Parse(p.GetId())
	if err != nil {
		return fmt.Errorf("proposal %q: %w", p.GetId(), err)
	}
	body, err := proto.Marshal(p)
	if err != nil {
		return fmt.Errorf("encode proposal: %w", err)
	}
	return s.withTx(ctx, func(tx *ent.Tx) error {
		if err := tx.Proposal.Create().SetID(id).SetOwnerID(user).SetBody(body).SetCreatedAt(p.GetCreated().AsTime()).Exec(ctx); err != nil {
			return fmt.Errorf("keep proposal: %w", err)
		}
		old, err := newestProposals(tx.Proposal.Query().Where(entproposal.OwnerID(user))).Offset(ledger.ProposalsMost).IDs(ctx)
		if err == nil && len(old) > 0 {
			_, err = tx.Proposal.Delete().Where(entproposal.IDIn(old...)).Exec(ctx)
		}
		return err
	})
}

func newestProposals(q *ent.ProposalQuery) *ent.ProposalQuery {
	return q.Order(entproposal.ByCreatedAt(sql.OrderDesc()), entproposal.ByID(sql.OrderDesc()))
}

// Proposals lists a user's proposals, newest first.
func (s *Store) Proposals(ctx context.Context, user uuid.UUID, p campaign.Page) (_ []*arenav1.Proposal, _ campaign.Mark, err error) {
	defer explain(ctx, &err)
	query := newestProposals(s.ent.Proposal.Query().Where(entproposal.OwnerID(user)))
	if p.After != (campaign.Mark{}) {
		at, err := timeOf(p.After)
		if err != nil {
			return nil, campaign.Mark{}, err
		}
		query = query.Where(olderProposal(at, p.After.ID))
	}
	rows, err := query.Limit(p.Limit + 1).All(ctx)
	if err != nil {
		return nil, campaign.Mark{}, fmt.Errorf("list proposals: %w", err)
	}
	rows, next := page(rows, p.Limit, func(row *ent.Proposal) campaign.Mark { return timeMark(row.CreatedAt, row.ID) })
	all := make([]*arenav1.Proposal, len(rows))
	for i, row := range rows {
		all[i] = &arenav1.Proposal{}
		if err := proto.Unmarshal(row.Body, all[i]); err != nil {
			return nil, campaign.Mark{}, fmt.Errorf("proposal %s: %w", row.ID, err)
		}
	}
	return all, next, nil
}

func olderProposal(at time.Time, id uuid.UUID) predicate.Proposal {
	return entproposal.Or(entproposal.CreatedAtLT(at), entproposal.And(entproposal.CreatedAt(at), entproposal.IDLT(id)))
}
