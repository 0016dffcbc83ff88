package llm

import "log/slog"

// Secret is a text that is not to be shown: printed, logged or encoded it is three
// stars.
type Secret string

const hidden = "***"

var _ slog.LogValuer = Secret("")

func (Secret) String() string { return hidden }

// GoString hides it from %#v.
func (Secret) GoString() string { return hidden }

// LogValue hides it from logs.
func (Secret) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalText hides it from encoders.
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }
