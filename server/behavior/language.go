package behavior

import (
	"context"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/session"
)

// Language is in what behaviours of a tier are written.
type Language struct {
	// Check finds what is wrong with a source, by line. It fails only when it cannot
	// look.
	Check func(ctx context.Context, source string) ([]*arenav1.Diagnostic, error)
	// Try runs a source that has no errors for a while.
	Try func(ctx context.Context, source string) (*arenav1.DryRun, error)
	// Terms are all that can be named in it.
	Terms []*arenav1.Term
}

// ErrInvalid is for a behaviour with errors where one is to be used.
var ErrInvalid = session.Refuse("behavior_invalid", "this behavior has errors: correct them first")

// Usable is true when none of the diagnostics is an error.
func Usable(all []*arenav1.Diagnostic) bool {
	for _, d := range all {
		if d.GetSeverity() == arenav1.Severity_SEVERITY_ERROR {
			return false
		}
	}
	return true
}

// language is that of a tier.
func (s *Behaviors) language(t arenav1.Tier) (Language, error) {
	l, ok := s.Languages[tierOf(t)]
	if !ok {
		return l, session.Invalid("tier", "must be another one: this server does not run behaviors of that tier")
	}
	return l, nil
}

func tierOf(t arenav1.Tier) arenav1.Tier {
	if t == arenav1.Tier_TIER_UNSPECIFIED {
		return arenav1.Tier_TIER_RULES
	}
	return t
}

// check finds what is wrong with a source.
func (s *Behaviors) check(ctx context.Context, t arenav1.Tier, source string) ([]*arenav1.Diagnostic, error) {
	l, err := s.language(t)
	if err != nil {
		return nil, err
	}
	return l.Check(ctx, source)
}

// Validate checks a source without storing it.
func (s *Behaviors) Validate(ctx context.Context, r *arenav1.ValidateBehaviorRequest) (*arenav1.ValidateBehaviorResponse, error) {
	found, err := s.check(ctx, r.GetTier(), r.GetSource())
	return &arenav1.ValidateBehaviorResponse{Valid: err == nil && Usable(found), Diagnostics: found}, err
}

// DryRun checks a source, and runs it if it has no errors.
func (s *Behaviors) DryRun(ctx context.Context, r *arenav1.DryRunBehaviorRequest) (*arenav1.DryRunBehaviorResponse, error) {
	l, err := s.language(r.GetTier())
	if err != nil {
		return nil, err
	}
	answer := &arenav1.DryRunBehaviorResponse{}
	if answer.Diagnostics, err = l.Check(ctx, r.GetSource()); err != nil || !Usable(answer.GetDiagnostics()) {
		return answer, err
	}
	answer.Run, err = l.Try(ctx, r.GetSource())
	return answer, err
}

// Language lists all that behaviours can name; what several tiers know is there once.
func (s *Behaviors) Language() []*arenav1.Term {
	type key struct{ name, kind string }
	known := map[key]*arenav1.Term{}
	var all []*arenav1.Term
	for _, tier := range []arenav1.Tier{arenav1.Tier_TIER_RULES, arenav1.Tier_TIER_SCRIPT} {
		for _, t := range s.Languages[tier].Terms {
			k := key{t.GetName(), t.GetKind()}
			if known[k] == nil {
				known[k] = &arenav1.Term{Name: t.GetName(), Kind: t.GetKind(), Detail: t.GetDetail(), Meaning: t.GetMeaning()}
				all = append(all, known[k])
			}
			known[k].Tiers = append(known[k].GetTiers(), tier)
		}
	}
	return all
}
