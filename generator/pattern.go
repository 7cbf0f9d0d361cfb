package generator

import "regexp"

// Pattern is an RE2 expression of a manifest.
type Pattern struct{ re *regexp.Regexp }

// MatchString reports whether the text holds a match.
func (p *Pattern) MatchString(text string) bool { return p.re.MatchString(text) }
