package assistant

import (
	"context"

	arenav1 "playhouse/gen/playhouse/arena/v1"
)

// Task is a wish with all that its author is told.
type Task struct {
	// Wish as it was said.
	Wish string
	// Tier is in what the source shall be written.
	Tier arenav1.Tier
	// Material is what goes with it.
	Material Material
}

// Restated is a wish as it was understood.
type Restated struct {
	Name        string // for the behaviour; may be empty
	Restatement *arenav1.Restatement
	Tokens      int
}

// Draft is a source that nobody has checked yet.
type Draft struct {
	Source string
	Tier   arenav1.Tier // the task's, unless the author cannot write that
	Tokens int
}

// Question is asked in words.
type Question struct {
	Text     string
	Material Material
}

// Tell hands a piece of text on to the asker.
type Tell func(text string) error

// Author writes behaviours. Errors are *llm.Fault, an error of tell, or why ctx
// ended.
type Author interface {
	// About tells who it is: provider, model and note.
	About() *arenav1.GetAssistantResponse
	// Restate says what the wish is.
	Restate(ctx context.Context, t Task) (Restated, error)
	// Write writes a source, telling it as it comes.
	Write(ctx context.Context, t Task, r Restated, tell Tell) (Draft, error)
	// Mend writes it anew, told what is wrong with the first.
	Mend(ctx context.Context, t Task, m Mistake, tell Tell) (Draft, error)
	// Answer answers a question, telling it as it comes; it returns the tokens used.
	Answer(ctx context.Context, q Question, tell Tell) (int, error)
}

// Mistake is a draft that has errors.
type Mistake struct {
	Restated    Restated
	Draft       Draft
	Diagnostics []*arenav1.Diagnostic
}
