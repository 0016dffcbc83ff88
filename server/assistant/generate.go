package assistant

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"google.golang.org/protobuf/types/known/timestamppb"
	"znkr.io/diff/textdiff"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/campaign"
	"playhouse/server/games/arena/mind"
)

// Step takes a step of a proposal's making; an error means that nobody listens any
// more.
type Step func(*arenav1.GenerateBehaviorResponse) error

// Generate makes a proposal of a wish, and tells each step.
func (s *Service) Generate(ctx context.Context, r *arenav1.GenerateBehaviorRequest, step Step) error {
	user, err := caller(ctx)
	if err != nil {
		return err
	}
	t := Task{Wish: clean(r.GetWish()), Tier: tierOf(r.GetTier())}
	if t.Material, err = s.gather(ctx, r.GetContext()); err != nil {
		return err
	}
	// Whether the server knows the tier is asked before anything is counted.
	if _, err := s.Workshop.Validate(ctx, &arenav1.ValidateBehaviorRequest{Tier: t.Tier}); err != nil {
		return err
	}
	return s.counted(ctx, user, func(ctx context.Context) (int, error) {
		m := &making{Service: s, task: t, step: step, proposal: &arenav1.Proposal{
			Id: campaign.NewID().String(), Wish: t.Wish, Tier: t.Tier, Model: s.modelName(), Created: timestamppb.New(s.Now()),
		}}
		err := m.run(ctx)
		tokens := int(m.proposal.GetTokens())
		if err != nil {
			return tokens, err
		}
		if err := s.Proposals.KeepProposal(ctx, user, m.proposal); err != nil {
			return tokens, err
		}
		return tokens, step(&arenav1.GenerateBehaviorResponse{Step: arenav1.ProposalStep_PROPOSAL_STEP_DONE, Proposal: m.proposal})
	})
}

func tierOf(t arenav1.Tier) arenav1.Tier {
	if t == arenav1.Tier_TIER_UNSPECIFIED {
		return arenav1.Tier_TIER_RULES
	}
	return t
}

// modelName is the provider and model that proposals name.
func (s *Service) modelName() string {
	about := s.Author.About()
	return strings.TrimSuffix(about.GetProvider()+" "+about.GetModel(), " ")
}

// making is a proposal on its way.
type making struct {
	*Service

	task     Task
	step     Step
	proposal *arenav1.Proposal
}

func (m *making) run(ctx context.Context) error {
	if err := m.at(arenav1.ProposalStep_PROPOSAL_STEP_RESTATING, ""); err != nil {
		return err
	}
	restated, err := m.Author.Restate(ctx, m.task)
	m.used(restated.Tokens)
	if err != nil {
		return err
	}
	m.proposal.Restatement = restated.Restatement
	m.proposal.Name = nameOf(restated.Name, m.task.Wish)
	if err := m.at(arenav1.ProposalStep_PROPOSAL_STEP_RESTATING, inWords(restated.Restatement)); err != nil {
		return err
	}
	if err := m.write(ctx, restated); err != nil {
		return err
	}
	if m.proposal.GetSource() != "" {
		m.proposal.Difference = difference(m.task.Material.Source, m.proposal.GetSource())
	}
	return m.try(ctx)
}

// write writes and checks a source, and has it mended once.
func (m *making) write(ctx context.Context, r Restated) error {
	if err := m.at(arenav1.ProposalStep_PROPOSAL_STEP_WRITING, ""); err != nil {
		return err
	}
	draft, err := m.Author.Write(ctx, m.task, r, m.telling(arenav1.ProposalStep_PROPOSAL_STEP_WRITING))
	m.used(draft.Tokens)
	if err != nil {
		return err
	}
	if err := m.check(ctx, draft); err != nil || usable(m.proposal.GetDiagnostics()) {
		return err
	}
	if err := m.at(arenav1.ProposalStep_PROPOSAL_STEP_MENDING, ""); err != nil {
		return err
	}
	mistake := Mistake{Restated: r, Draft: draft, Diagnostics: m.proposal.GetDiagnostics()}
	draft, err = m.Author.Mend(ctx, m.task, mistake, m.telling(arenav1.ProposalStep_PROPOSAL_STEP_MENDING))
	m.used(draft.Tokens)
	if err != nil {
		return err
	}
	return m.check(ctx, draft)
}

// check validates a draft; it is the proposal's source from then on.
func (m *making) check(ctx context.Context, d Draft) error {
	if err := m.at(arenav1.ProposalStep_PROPOSAL_STEP_VALIDATING, ""); err != nil {
		return err
	}
	m.proposal.Source, m.proposal.Tier = clean(d.Source), d.Tier
	switch {
	case strings.TrimSpace(d.Source) == "":
		m.proposal.Source = ""
		m.proposal.Diagnostics = wrong("there is no behavior in the answer: say the wish in other words")
		return nil
	case len(m.proposal.GetSource()) > mind.SourceMost:
		// A cut source would be another behaviour; none is better.
		m.proposal.Source = ""
		m.proposal.Diagnostics = wrong(fmt.Sprintf("the answer is longer than the %d bytes that a behavior may have: wish for less at once", mind.SourceMost))
		return nil
	}
	found, err := m.Workshop.Validate(ctx, &arenav1.ValidateBehaviorRequest{Tier: d.Tier, Source: m.proposal.GetSource()})
	m.proposal.Diagnostics = found.GetDiagnostics()
	return err
}

// try runs the source for a moment, if it has no errors. That it could not be run is
// told with the proposal: what was written is not thrown away for it.
func (m *making) try(ctx context.Context) error {
	if !usable(m.proposal.GetDiagnostics()) {
		return nil
	}
	if err := m.at(arenav1.ProposalStep_PROPOSAL_STEP_DRY_RUN, ""); err != nil {
		return err
	}
	tried, err := m.Workshop.DryRun(ctx, &arenav1.DryRunBehaviorRequest{Tier: m.proposal.GetTier(), Source: m.proposal.GetSource()})
	if err != nil {
		if ctx.Err() != nil {
			return errors.Join(context.Cause(ctx), err)
		}
		m.Logger.WarnContext(ctx, "assistant: dry run", "err", err)
		m.proposal.Diagnostics = append(m.proposal.GetDiagnostics(), &arenav1.Diagnostic{
			Severity: arenav1.Severity_SEVERITY_WARNING, Message: "it could not be tried now: try it yourself before you use it",
		})
		return nil
	}
	m.proposal.Run = tried.GetRun()
	return nil
}

// at tells a step, with text to add to it.
func (m *making) at(step arenav1.ProposalStep, text string) error {
	return m.step(&arenav1.GenerateBehaviorResponse{Step: step, Text: text})
}

// telling tells a step's text as it comes.
func (m *making) telling(step arenav1.ProposalStep) Tell {
	return func(text string) error { return m.at(step, clean(text)) }
}

func (m *making) used(tokens int) { m.proposal.Tokens += int32(tokens) }

func wrong(message string) []*arenav1.Diagnostic {
	return []*arenav1.Diagnostic{{Severity: arenav1.Severity_SEVERITY_ERROR, Message: message}}
}

// usable is true when none of the diagnostics is an error.
func usable(all []*arenav1.Diagnostic) bool {
	for _, d := range all {
		if d.GetSeverity() == arenav1.Severity_SEVERITY_ERROR {
			return false
		}
	}
	return true
}

// difference is what changes line by line, unified, without a header.
func difference(from, to string) string {
	return textdiff.Unified(closed(from), closed(to))
}

// closed is a text whose last line has an end.
func closed(text string) string {
	if text == "" || strings.HasSuffix(text, "\n") {
		return text
	}
	return text + "\n"
}
