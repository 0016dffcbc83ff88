package main

import (
	"os"
	"testing"

	"playhouse/server/games/arena/mind"
	"playhouse/server/script"
)

// TestMain lets this program be what a pool calls: playhouse, as a worker.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == script.Subcommand {
		main()
		return
	}
	os.Exit(m.Run())
}

// The binary that serves is the one that decides.
func TestTheBinaryIsAScriptWorker(t *testing.T) {
	t.Parallel()
	p, err := script.NewPool(script.Config{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	const source = "def decide(self, world):\n    return action(pace=0.5)\n"
	answers, err := p.Decide(t.Context(), script.Batch{Source: source, Asks: []mind.Ask{{Agent: 4}}})
	if err != nil || len(answers) != 1 || answers[0].Agent != 4 || answers[0].Action.Pace != 0.5 || answers[0].Fault != "" {
		t.Errorf("%+v, %v", answers, err)
	}
	for _, c := range newCommand().Commands() {
		if c.Name() == script.Subcommand && !c.Hidden {
			t.Error("people see it")
		}
	}
}
