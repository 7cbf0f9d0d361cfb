package template

import "slices"

// Condition says when something applies: the answer to every question that is
// named must be one of the values listed. The zero value always holds.
type Condition map[string][]any

// Holds reports whether the answers meet the condition.
func (c Condition) Holds(a Answers) bool {
	for question, values := range c {
		if !slices.Contains(values, a.Values[question]) {
			return false
		}
	}
	return true
}
