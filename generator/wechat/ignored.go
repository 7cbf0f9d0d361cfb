package wechat

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"mlvb/generator/merge"
)

// PackRuleOf is the rule for a file of a mini-program, or for a folder, which
// ends with a slash.
func PackRuleOf(name string) PackRule {
	folder, isFolder := strings.CutSuffix(name, "/")
	if isFolder {
		return PackRule{Value: folder, Type: "folder"}
	}
	return PackRule{Value: name, Type: "file"}
}

// OnlyIgnored returns a project.config.json that has nothing but these rules in
// packOptions.ignore.
func OnlyIgnored(rules []PackRule) []byte {
	type object = map[string]any
	text, _ := json.MarshalIndent(object{"packOptions": object{"ignore": rules}}, "", "  ")
	return append(text, '\n')
}

// Ignored returns the rules in packOptions.ignore of a project.config.json.
func Ignored(config []byte) []PackRule {
	var c struct {
		Pack PackOptions `json:"packOptions"`
	}
	_ = json.Unmarshal(bytes.TrimPrefix(config, []byte("\ufeff")), &c)
	return c.Pack.Ignore
}

// WithIgnored returns a project.config.json with rules in packOptions.ignore: of
// those that it has, the ones that are known become these; the others stay. It
// is not ok where the file can't be read or has something else in that place.
func WithIgnored(config []byte, known, rules []PackRule) ([]byte, bool) {
	mine := slices.DeleteFunc(Ignored(config), func(r PackRule) bool { return !slices.Contains(known, r) })
	if len(mine)+len(rules) == 0 {
		return config, true
	}
	rules = slices.Clone(rules) // their order means nothing: that of the user stays
	slices.SortStableFunc(rules, func(a, b PackRule) int { return place(mine, a) - place(mine, b) })
	var base []byte
	if len(mine) > 0 {
		base = OnlyIgnored(mine)
	}
	result, err := merge.JSON(base, config, OnlyIgnored(rules), merge.Rules{})
	return result.Merged, err == nil && len(result.Conflicts) == 0
}

// place is where a rule stands in a list; a rule that it has not comes last.
func place(list []PackRule, r PackRule) int {
	if i := slices.Index(list, r); i >= 0 {
		return i
	}
	return len(list)
}

// WithoutIgnored returns a project.config.json without packOptions.ignore, or
// packOptions, where another one has no such member: compared with that, what it
// has there is nobody's removal.
func WithoutIgnored(config, other []byte) []byte {
	var c struct {
		Pack map[string]json.RawMessage `json:"packOptions"`
	}
	_ = json.Unmarshal(bytes.TrimPrefix(other, []byte("\ufeff")), &c)
	at := merge.Path{"packOptions", "ignore"}
	switch {
	case c.Pack == nil:
		at = at[:1]
	case c.Pack["ignore"] != nil:
		return config
	}
	without, err := merge.TakeAll(config, []merge.JSONConflict{{Path: at}}, merge.Theirs)
	if err != nil {
		return config
	}
	return without
}
