package app

import (
	"slices"
	"time"

	"playhouse/server/assistant"
	"playhouse/server/behavior"
	"playhouse/server/llm"
)

// telling are the house's behaviours that teach a model most, in this order; a prompt
// has room for a few.
var telling = []string{"adaptive", "medic", "kite", "guard", "swarm"}

// assistant makes who helps to write behaviours: a language model, or the composer of
// the house.
func (a *App) assistant(b *behavior.Behaviors, worlds assistant.Worlds) (*assistant.Service, error) {
	model, err := llm.Open(a.config.LLM)
	if err != nil {
		return nil, err
	}
	manual := manualOf(b)
	author := assistant.NewOffline(manual)
	if model != nil {
		author = assistant.NewModel(a.config.LLM.Provider, model, manual)
		a.logger.Info("the assistant is a language model", "provider", a.config.LLM.Provider, "model", model.Model())
	}
	return assistant.New(assistant.Config{
		Author: author, Workshop: b, Worlds: worlds, Quotas: a.Store, Proposals: a.Store, Quota: a.config.LLMQuota, Logger: a.logger, Now: time.Now,
	}), nil
}

// manualOf is the language with the house's behaviours, the most telling ones first.
func manualOf(b *behavior.Behaviors) assistant.Manual {
	m := assistant.Manual{Terms: b.Language()}
	place := func(p assistant.Part) int {
		if i := slices.Index(telling, p.Name); i >= 0 {
			return i
		}
		return len(telling)
	}
	for _, one := range b.Gate.House {
		m.Examples = append(m.Examples, assistant.Part{Name: one.Name, Text: one.Source})
	}
	slices.SortStableFunc(m.Examples, func(x, y assistant.Part) int { return place(x) - place(y) })
	return m
}
