package cmd

import (
	"charm.land/bubbles/v2/key"
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"
)

// formTheme draws the form with the terminal's own sixteen colours, which the
// user has chosen to be readable, on a dark background or a light one.
func formTheme(isDark bool) *huh.Styles {
	s := huh.ThemeBase(isDark)
	s.Focused.Base = lipgloss.NewStyle()
	s.Focused.Title = s.Focused.Title.Bold(true)
	s.Focused.Description = s.Focused.Description.Faint(true)
	s.Focused.ErrorMessage = lipgloss.NewStyle().Foreground(lipgloss.Red)
	s.Focused.SelectSelector = s.Focused.SelectSelector.Foreground(lipgloss.Green)
	s.Focused.TextInput.Prompt = s.Focused.TextInput.Prompt.Foreground(lipgloss.Green)
	s.Blurred = s.Focused
	faint := lipgloss.NewStyle().Faint(true)
	s.Help.ShortKey, s.Help.ShortDesc, s.Help.ShortSeparator = faint, faint, faint
	return s
}

// formKeys binds the keys of the form, with their names in the user's language.
func formKeys(c *console) *huh.KeyMap {
	keys := huh.NewDefaultKeyMap()
	back := key.NewBinding(key.WithKeys("shift+tab"), key.WithHelp("shift+tab", c.say("ask.back")))
	next := key.NewBinding(key.WithKeys("enter", "tab"), key.WithHelp("enter", c.say("ask.next")))
	submit := key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", c.say("ask.next")))
	keys.Input.Prev, keys.Input.Next, keys.Input.Submit = back, next, submit
	keys.Select.Prev, keys.Select.Next, keys.Select.Submit = back, next, submit
	keys.Confirm.Prev, keys.Confirm.Next, keys.Confirm.Submit = back, next, submit
	keys.Select.Up.SetHelp("↑", c.say("ask.up"))
	keys.Select.Down.SetHelp("↓", c.say("ask.down"))
	keys.Select.Filter.SetEnabled(false)
	keys.Confirm.Toggle.SetHelp("←/→", c.say("ask.toggle"))
	keys.Confirm.Accept.SetHelp("y", c.say("ask.yes"))
	keys.Confirm.Reject.SetHelp("n", c.say("ask.no"))
	return keys
}
