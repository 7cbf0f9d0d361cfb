package prompt

import (
	"charm.land/bubbles/v2/key"
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"

	"mlvb/cmd/console"
)

// theme draws the form with the terminal's own sixteen colours, which the
// user has chosen to be readable, on a dark background or a light one.
func theme(isDark bool) *huh.Styles {
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

// keys binds the keys of the form, with their names in the user's language.
func keys(c *console.Console) *huh.KeyMap {
	bound := huh.NewDefaultKeyMap()
	back := key.NewBinding(key.WithKeys("shift+tab"), key.WithHelp("shift+tab", c.Say("ask.back")))
	next := key.NewBinding(key.WithKeys("enter", "tab"), key.WithHelp("enter", c.Say("ask.next")))
	submit := key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", c.Say("ask.next")))
	bound.Input.Prev, bound.Input.Next, bound.Input.Submit = back, next, submit
	bound.Select.Prev, bound.Select.Next, bound.Select.Submit = back, next, submit
	bound.Confirm.Prev, bound.Confirm.Next, bound.Confirm.Submit = back, next, submit
	bound.Select.Up.SetHelp("↑", c.Say("ask.up"))
	bound.Select.Down.SetHelp("↓", c.Say("ask.down"))
	bound.Select.Filter.SetEnabled(false)
	bound.Confirm.Toggle.SetHelp("←/→", c.Say("ask.toggle"))
	bound.Confirm.Accept.SetHelp("y", c.Say("ask.yes"))
	bound.Confirm.Reject.SetHelp("n", c.Say("ask.no"))
	return bound
}
