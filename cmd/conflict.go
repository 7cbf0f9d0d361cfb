package cmd

import (
	"slices"
	"strconv"
	"strings"

	"mlvb/generator/plan"
)

func (c *console) conflictEntries(p projectFolder, conflicts []plan.Conflict) []entry {
	entries := make([]entry, len(conflicts))
	for i, conflict := range conflicts {
		entries[i] = c.conflictEntry(p, conflict)
	}
	return entries
}

// conflictEntry says what has to be decided, and where.
func (c *console) conflictEntry(p projectFolder, conflict plan.Conflict) entry {
	e := entry{mark: "C", place: p.place(conflict.Path)}
	both := c.say("why." + string(conflict.Why))
	switch conflict.Kind {
	case plan.ConflictInText:
		var lines []string
		for _, at := range conflict.Lines {
			lines = append(lines, strconv.Itoa(at.At))
		}
		e.why = c.say("conflict.text", both, enumerate(lines, c.say("comma")))
	case plan.ConflictInJSON:
		e.why = c.say("conflict.json", both)
		for _, value := range conflict.Values {
			e.more = append(e.more, c.conflictValue(value))
		}
	case plan.ConflictBeside:
		e.why = c.say("conflict.beside", both, p.place(conflict.Beside))
	default:
		e.why = both
		if conflict.Obstacle != "" && conflict.Obstacle != conflict.Path {
			e.why += c.say("colon") + p.place(conflict.Obstacle)
		}
	}
	return e
}

// conflictValue shows all three values of a path.
func (c *console) conflictValue(v plan.ConflictValue) string {
	return c.say("conflict.value", v.Path, c.value(v.Yours), c.value(v.Theirs), c.value(v.Base))
}

// value shortens a value of a JSON file to one line.
func (c *console) value(text string) string {
	if text == "" {
		return c.say("conflict.noValue")
	}
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > 40 {
		runes = append(runes[:40], '…')
	}
	return string(runes)
}

// conflictsLeft is the failure that conflicts end a command with; nil when
// there are none.
func (c *console) conflictsLeft(conflicts []plan.Conflict) error {
	if len(conflicts) == 0 {
		return nil
	}
	hint := c.say("conflict.hint")
	if !slices.ContainsFunc(conflicts, func(l plan.Conflict) bool { return l.Kind != plan.ConflictInText }) {
		hint = c.say("conflict.markersHint")
	}
	return &failure{exitConflicts, c.count(len(conflicts), "conflict.one", "conflict.many"), hint}
}
