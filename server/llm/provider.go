package llm

import "context"

// Role is who says a message.
type Role int

// The roles.
const (
	User Role = iota
	Assistant
)

// Message is one turn of a conversation.
type Message struct {
	Role Role
	Text string
}

// Prompt is what a model is asked.
type Prompt struct {
	// System is what the model is told about its task.
	System string
	// Messages begin and end with the user's.
	Messages []Message
	// Tokens is the longest answer, as the provider counts them.
	Tokens int
}

// Usage is how many tokens a call took, as the provider counts them; 0 if it does
// not.
type Usage struct{ Input, Output int }

// TextMost is the longest answer in bytes.
const TextMost = 64 << 10

// Provider is a language model.
type Provider interface {
	// Stream asks, and hands each piece of the answer to give, in order; an error of
	// give ends the call and is returned. The text is the model's: whoever uses it
	// has to check it. Else the error is a *Fault, or why ctx ended.
	Stream(ctx context.Context, p Prompt, give func(piece string) error) (Usage, error)
	// Model is its name.
	Model() string
}
