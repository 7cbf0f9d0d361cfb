package cmd

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"mlvb/cmd/console"
	"mlvb/generator/plan"
)

func conflictEntries(c *console.Console, p projectFolder, conflicts []plan.Conflict) []console.Entry {
	entries := make([]console.Entry, len(conflicts))
	for i, conflict := range conflicts {
		entries[i] = conflictEntry(c, p, conflict)
	}
	return entries
}

// conflictEntry says what has to be decided, and where.
func conflictEntry(c *console.Console, p projectFolder, conflict plan.Conflict) console.Entry {
	e := console.Entry{Mark: "C", Place: p.place(conflict.Path)}
	both := c.Say("why." + string(conflict.Why))
	switch conflict.Kind {
	case plan.ConflictInText:
		var lines []string
		for _, at := range conflict.Lines {
			lines = append(lines, strconv.Itoa(at.At))
		}
		e.Why = c.Say("conflict.text", both, console.Enumerate(lines, c.Say("comma")))
	case plan.ConflictInJSON:
		e.Why = c.Say("conflict.json", both)
		for _, value := range conflict.Values {
			e.More = append(e.More, conflictValue(c, value))
		}
	case plan.ConflictBeside:
		e.Why = c.Say("conflict.beside", both, p.place(conflict.Beside))
	default:
		e.Why = both
		if conflict.Obstacle != "" && conflict.Obstacle != conflict.Path {
			e.Why += c.Say("colon") + p.place(conflict.Obstacle)
		}
	}
	return e
}

// conflictValue shows all three values of a path.
func conflictValue(c *console.Console, v plan.ConflictValue) string {
	return c.Say("conflict.value", v.Path, shortValue(c, v.Yours), shortValue(c, v.Theirs), shortValue(c, v.Base))
}

// shortValue shortens a value of a JSON file to one line.
func shortValue(c *console.Console, text string) string {
	if text == "" {
		return c.Say("conflict.noValue")
	}
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > 40 {
		runes = append(runes[:40], '…')
	}
	return string(runes)
}

// conflictsLeft is the failure that conflicts end a command with; nil when
// there are none. Undo is a way out where it takes back what left them.
func conflictsLeft(c *console.Console, p projectFolder, conflicts []plan.Conflict, undo bool) error {
	if len(conflicts) == 0 {
		return nil
	}
	var hints, obstacles []string
	for _, l := range conflicts {
		if l.Kind == plan.ConflictInWay {
			obstacles = append(obstacles, p.place(cmp.Or(l.Obstacle, l.Path)))
		}
	}
	switch {
	case len(obstacles) == len(conflicts):
	case slices.ContainsFunc(conflicts, func(l plan.Conflict) bool { return l.Kind != plan.ConflictInText }):
		hints = append(hints, c.Say("conflict.hint"))
	default:
		hints = append(hints, c.Say("conflict.markersHint"))
	}
	if len(obstacles) > 0 {
		hints = append(hints, c.Say("conflict.inWayHint", console.Enumerate(obstacles, c.Say("comma")), p.command("update")))
	}
	if undo {
		hints = append(hints, c.Say("conflict.undoHint"))
	}
	say := c.Count(len(conflicts), "conflict.one", "conflict.many")
	return console.NewFailure(console.ExitConflicts, say, strings.Join(hints, c.Say("semicolon")))
}
