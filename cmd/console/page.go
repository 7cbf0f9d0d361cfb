package console

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// A Row is one line of a two-column list.
type Row struct{ Term, Meaning string }

// Section begins a part of a page.
func (c *Console) Section(title string) { c.Printf("\n%s\n", c.OutStyle.Bold(title)) }

// Paragraphs writes a text, broken anew for the width of a page.
func (c *Console) Paragraphs(text string) {
	c.Printf("%s\n", strings.Join(Wrap(reflow(text), LineWidth), "\n"))
}

// List writes a section of rows; nothing where there are none.
func (c *Console) List(title string, rows []Row) {
	if len(rows) == 0 {
		return
	}
	c.Section(title)
	width := 0
	for _, r := range rows {
		width = max(width, ansi.StringWidth(r.Term))
	}
	indent := len("  ") + width + len("  ")
	for _, r := range rows {
		meaning := strings.Join(Wrap(r.Meaning, max(30, LineWidth-indent)), "\n"+strings.Repeat(" ", indent))
		c.Printf("  %s  %s\n", Pad(r.Term, width), meaning)
	}
}

// Pad fills the text up to a number of terminal cells: a Chinese character takes two.
func Pad(text string, width int) string {
	return fmt.Sprint(text, strings.Repeat(" ", max(0, width-ansi.StringWidth(text))))
}
