package build

import (
	"maps"
	"slices"
	"strings"
)

// An alias is one of resolveAlias in app.json: references that begin so lead
// to a place from the root.
type alias struct {
	prefix, target string
	whole          bool // the reference must be just so
}

func aliasesOf(named *value) []alias {
	if named == nil {
		return nil
	}
	var found []alias
	for _, pattern := range slices.Sorted(maps.Keys(named.members)) {
		prefix, open := strings.CutSuffix(pattern, "*")
		target := strings.TrimSuffix(named.members[pattern].text(), "*")
		found = append(found, alias{prefix, "/" + strings.TrimLeft(target, "./"), !open})
	}
	// The longest first, as it says most.
	slices.SortStableFunc(found, func(a, b alias) int { return len(b.prefix) - len(a.prefix) })
	return found
}

// unaliased is a reference as it would be without aliases.
func (r *run) unaliased(reference string) string {
	for _, a := range r.aliases {
		rest, ok := strings.CutPrefix(reference, a.prefix)
		if ok && (!a.whole || rest == "") {
			return a.target + rest
		}
	}
	return reference
}
