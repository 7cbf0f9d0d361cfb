package console

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// An Entry is a line of a list of files, with more lines about it below.
type Entry struct {
	Mark, Place, Why string
	More             []string
}

// ListEntries writes the list in columns. A path that is much longer than the
// others does not push them apart.
func (c *Console) ListEntries(entries []Entry) {
	width := 0
	for i, e := range entries {
		entries[i].Place, entries[i].Why = OneLine(e.Place), OneLine(e.Why)
		e = entries[i]
		width = max(width, min(ansi.StringWidth(e.Place), 56))
	}
	for _, e := range entries {
		mark := e.Mark
		if mark == "C" {
			mark = c.OutStyle.Red(mark)
		}
		line := "  " + mark + "  " + e.Place
		if e.Why != "" {
			line = "  " + mark + "  " + Pad(e.Place, width) + "  " + c.OutStyle.Dim(e.Why)
		}
		c.Printf("%s\n", line)
		for _, more := range e.More {
			c.Printf("     %s\n", OneLine(more))
		}
	}
}

// Legend says what the marks of a list stand for, in its order.
func (c *Console) Legend(entries []Entry) {
	var marks, said []string
	for _, e := range entries {
		if !slices.Contains(marks, e.Mark) {
			marks = append(marks, e.Mark)
			said = append(said, e.Mark+" "+c.Say("mark."+e.Mark))
		}
	}
	if len(said) > 0 {
		c.Printf("  %s\n", c.OutStyle.Dim("("+strings.Join(said, " · ")+")"))
	}
}

// Enumerate names the first few of many.
func Enumerate(names []string, comma string) string {
	const most = 4
	if len(names) <= most {
		return strings.Join(names, comma)
	}
	return fmt.Sprintf("%s … +%d", strings.Join(names[:most], comma), len(names)-most)
}
