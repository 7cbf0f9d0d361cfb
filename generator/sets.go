package generator

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// mergeSets brings two sets of lines together: the user's lines in their order
// without those that the template dropped since the base, and the lines that
// the template has and neither of the others.
//
// Where the last line that matches wins, the place of the new lines matters.
// In .gitignore they go last, so that nothing above lets a secret through; in
// .gitattributes they go first, so that the user has the last word.
func mergeSets(base, ours, theirs *File) Step {
	var old []string
	if base != nil {
		old = setLines(base.Content)
	}
	mine, now := setLines(ours.Content), setLines(theirs.Content)
	kept := slices.DeleteFunc(slices.Clone(mine), func(line string) bool {
		return line != "" && slices.Contains(old, line) && !slices.Contains(now, line)
	})
	added := slices.DeleteFunc(now, func(line string) bool {
		return line == "" || slices.Contains(mine, line) || slices.Contains(old, line)
	})
	if len(added) == 0 && len(kept) == len(mine) {
		return Step{Action: ActionKeep, Why: WhySame}
	}
	first, second := kept, added
	if path.Base(theirs.Path) == ".gitattributes" {
		first, second = added, kept
	}
	file := *theirs
	file.Content = joinLines(first, second, lineEnding(ours.Content))
	return Step{Action: ActionMerge, Why: WhyLines, File: file}
}

// setLines splits a text into lines without their endings.
func setLines(text []byte) []string {
	whole := strings.TrimSuffix(string(foldLines(text)), "\n")
	if whole == "" {
		return nil
	}
	return strings.Split(whole, "\n")
}

// joinLines writes two blocks of lines with an empty line between them.
func joinLines(first, second []string, ending string) []byte {
	lines := slices.Clone(first)
	if len(first) > 0 && len(second) > 0 && first[len(first)-1] != "" && second[0] != "" {
		lines = append(lines, "")
	}
	lines = append(lines, second...)
	return []byte(strings.Join(append(lines, ""), ending))
}

// lineEnding returns the line ending that a text uses first.
func lineEnding(text []byte) string {
	if line, _, ok := bytes.Cut(text, []byte("\n")); ok && bytes.HasSuffix(line, []byte("\r")) {
		return "\r\n"
	}
	return "\n"
}
