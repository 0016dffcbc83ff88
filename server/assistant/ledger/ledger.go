// Package ledger is what is kept of what people ask of the assistant: how much on a
// day, and what was proposed. It knows neither games nor models, so that stores can
// keep it.
package ledger

import (
	"context"
	"time"

	"github.com/google/uuid"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/campaign"
)

// Day is a user's day; days begin at midnight UTC, for everybody.
type Day struct {
	User uuid.UUID
	On   time.Time // midnight
}

// DayOf is a user's day at some time.
func DayOf(user uuid.UUID, t time.Time) Day {
	return Day{User: user, On: t.UTC().Truncate(24 * time.Hour)}
}

// End is when the next day begins.
func (d Day) End() time.Time { return d.On.Add(24 * time.Hour) }

// Quotas count what users ask of the assistant.
type Quotas interface {
	// TakeAssistant counts a call in, unless most were counted that day: then it is
	// false. Any number of calls at once never count more than most.
	TakeAssistant(ctx context.Context, d Day, most int32) (bool, error)
	// SettleAssistant adds the tokens of a call that was counted in, and counts it out
	// again if it failed.
	SettleAssistant(ctx context.Context, d Day, tokens int64, failed bool) error
	// AssistantUsed is how many calls were counted.
	AssistantUsed(ctx context.Context, d Day) (int32, error)
}

// ProposalsMost is how many proposals of a user are kept; older ones are forgotten.
const ProposalsMost = 200

// Proposals keep what was proposed.
type Proposals interface {
	// KeepProposal keeps a proposal of a user's, and forgets those beyond
	// ProposalsMost.
	KeepProposal(ctx context.Context, user uuid.UUID, p *arenav1.Proposal) error
	// Proposals lists a user's, newest first.
	Proposals(ctx context.Context, user uuid.UUID, p campaign.Page) ([]*arenav1.Proposal, campaign.Mark, error)
}
