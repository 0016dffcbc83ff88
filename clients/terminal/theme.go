package terminal

import (
	"charm.land/lipgloss/v2"
)

// tone is what a piece of text wants to say by its colour. Nothing is said by
// colour alone.
type tone int

const (
	normal tone = iota
	dim
	strong
	accent
	good
	bad
	warn
	chosen
)

// theme gives tones their looks. The zero theme is plain text.
type theme map[tone]lipgloss.Style

// newTheme uses the sixteen colours that the player's own terminal defines, so
// that it looks like the rest of their desk; NO_COLOR is seen to further down,
// where the screen is written.
func newTheme(dark bool) theme {
	pick := lipgloss.LightDark(dark)
	colour := func(light, dark string) lipgloss.Style {
		return lipgloss.NewStyle().Foreground(pick(lipgloss.Color(light), lipgloss.Color(dark)))
	}
	return theme{
		dim:    colour("8", "8"),
		strong: lipgloss.NewStyle().Bold(true),
		accent: colour("4", "14").Bold(true),
		good:   colour("2", "10"),
		bad:    colour("1", "9"),
		warn:   colour("5", "11").Bold(true),
		chosen: lipgloss.NewStyle().Reverse(true),
	}
}

// paint dresses s; without a style for the tone it is returned as it is.
func (t theme) paint(as tone, s string) string {
	style, ok := t[as]
	if !ok || s == "" {
		return s
	}
	return style.Render(s)
}
