package plan

import (
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/merge"
)

// Settled reports whether somebody decided: markers are gone, values are other
// ones, the file beside is gone. Nil is a file that is not there.
func (c Conflict) Settled(ours, beside *files.File) bool {
	switch c.Kind {
	case ConflictInText:
		return ours == nil || c.Markers.Left(ours.Content, c.templateText()) == 0
	case ConflictInJSON:
		return ours == nil || c.valuesDecided(ours.Content)
	case ConflictBeside:
		return ours == nil || beside == nil
	}
	return false
}

// valuesDecided reports whether every value is another one than the merge left. A
// file that can't be read as JSON tells nothing, so its conflicts stay open.
func (c Conflict) valuesDecided(src []byte) bool {
	decided, err := merge.Decided(src, c.jsonConflicts())
	return err == nil && !slices.Contains(decided, false)
}

// TakeSide puts one side of each marked conflict in place of the markers. The
// error tells where the markers are not whole, or not of mlvb's making.
func (c Conflict) TakeSide(src []byte, side merge.Side) ([]byte, error) {
	return c.Markers.TakeOrRefuse(src, c.templateText(), side)
}

// TakeValues puts the template's values in place of the user's.
func (c Conflict) TakeValues(src []byte) ([]byte, error) {
	return merge.TakeAll(src, c.jsonConflicts(), merge.Theirs)
}

// templateText is what the template has, or nothing.
func (c Conflict) templateText() []byte {
	if c.Theirs == nil {
		return nil
	}
	return c.Theirs.Content
}

func (c Conflict) jsonConflicts() []merge.JSONConflict {
	list := make([]merge.JSONConflict, len(c.Values))
	for i, v := range c.Values {
		list[i] = merge.JSONConflict{Path: v.steps, Base: jsonText(v.Base), Ours: jsonText(v.Yours), Theirs: jsonText(v.Theirs)}
	}
	return list
}

// jsonText is the text of a value; nil is no value.
func jsonText(s string) []byte {
	if s == "" {
		return nil
	}
	return []byte(s)
}
