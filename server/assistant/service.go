package assistant

import (
	"context"
	"log/slog"
	"time"

	"github.com/google/uuid"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/assistant/ledger"
	"playhouse/server/campaign"
	"playhouse/server/session"
)

// Workshop checks and tries sources; it is package behavior's.
type Workshop interface {
	Validate(ctx context.Context, r *arenav1.ValidateBehaviorRequest) (*arenav1.ValidateBehaviorResponse, error)
	DryRun(ctx context.Context, r *arenav1.DryRunBehaviorRequest) (*arenav1.DryRunBehaviorResponse, error)
}

// Worlds tell of a world what the caller, who is in the context, may know.
type Worlds interface {
	// Look is the world as the caller sees it; session.NotFound for what is not
	// theirs to see.
	Look(ctx context.Context, id string) (*arenav1.View, error)
	// Inspect is an agent as the caller may look into it; nil for one that is not
	// there, or a world that does not run now.
	Inspect(ctx context.Context, id string, agent int32) (*arenav1.Inspection, error)
}

// Config is what an assistant is made of.
type Config struct {
	Author    Author
	Workshop  Workshop
	Worlds    Worlds // nil when there are none to tell of
	Quotas    ledger.Quotas
	Proposals ledger.Proposals
	// Quota is how many wishes and questions a user has a day.
	Quota int32
	// Within is how long all of a call may take; a minute if 0.
	Within time.Duration
	Logger *slog.Logger
	Now    func() time.Time
}

// QuotaDefault is Quota where nobody says.
const QuotaDefault = 100

const (
	withinDefault = time.Minute
	settleWithin  = 5 * time.Second
)

// Service is the assistant. The caller of its methods is in the context.
type Service struct{ Config }

// New makes an assistant.
func New(c Config) *Service {
	if c.Within == 0 {
		c.Within = withinDefault
	}
	if c.Quota == 0 {
		c.Quota = QuotaDefault
	}
	return &Service{Config: c}
}

// About tells which assistant there is, and what is left of the caller's quota.
func (s *Service) About(ctx context.Context) (*arenav1.GetAssistantResponse, error) {
	user, err := caller(ctx)
	if err != nil {
		return nil, err
	}
	used, err := s.Quotas.AssistantUsed(ctx, ledger.DayOf(user, s.Now()))
	if err != nil {
		return nil, err
	}
	about := s.Author.About()
	about.Quota, about.Left = s.Quota, max(0, s.Quota-used)
	return about, nil
}

func caller(ctx context.Context) (uuid.UUID, error) {
	id, err := uuid.Parse(string(session.CallerFrom(ctx).User))
	if err != nil {
		return id, campaign.Missing("account")
	}
	return id, nil
}
