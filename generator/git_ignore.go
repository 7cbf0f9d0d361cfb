package generator

import (
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/gitignore"
)

// ignoredBy tells what git ignores because of .gitignore files.
func ignoredBy(files Tree) func(name string, dir bool) bool {
	var patterns []gitignore.Pattern
	for _, f := range files {
		patterns = append(patterns, ignorePatterns(f)...)
	}
	matcher := gitignore.NewMatcher(patterns)
	return func(name string, dir bool) bool { return matcher.Match(strings.Split(name, "/"), dir) }
}
