package terminal

import (
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

func newForm(d deed) *form {
	f := &form{deed: d}
	f.open()
	return f
}

// ask is the question that is open.
func (f *form) ask() ask { return f.deed.asks[len(f.answers)] }

// open begins the next question.
func (f *form) open() {
	f.input = textinput.New()
	f.input.Prompt = ""
	f.input.CharLimit = f.ask().limit
	if f.ask().kind == askText {
		f.input.SetValue(f.ask().preset)
	}
	f.input.Focus()
}

// formKey is a key while a question is open.
func (m *model) formKey(msg tea.KeyPressMsg) tea.Cmd {
	f, key := m.form, msg.String()
	if m.busy != nil {
		if key == "esc" {
			m.giveUp()
		}
		return nil
	}
	switch {
	case key == "esc":
		m.form = nil
		m.say(normal, "")
		return nil
	case f.ask().kind == askYes:
		return m.yesOrNo(key)
	case key == "enter":
		answer, err := f.ask().check(f.input.Value())
		if err != nil {
			m.say(bad, sentence(err.Error()))
			return nil
		}
		return m.answer(answer)
	}
	return m.type_(msg)
}

func (m *model) yesOrNo(key string) tea.Cmd {
	switch key {
	case "y":
		return m.answer("yes")
	case "n":
		m.form = nil
	}
	return nil
}

// answer goes on to the next question, or carries the deed out. The form stays
// until the server has said yes.
func (m *model) answer(s string) tea.Cmd {
	f := m.form
	m.say(normal, "")
	answers := append(append([]string{}, f.answers...), s)
	if len(answers) < len(f.deed.asks) {
		f.answers = answers
		f.open()
		return nil
	}
	return m.act(f.deed, answers)
}

// type_ gives what was typed or pasted to the open question.
func (m *model) type_(msg tea.Msg) tea.Cmd {
	if m.form == nil || m.form.ask().kind == askYes {
		return nil
	}
	var cmd tea.Cmd
	m.form.input, cmd = m.form.input.Update(msg)
	return cmd
}
