package syntax

import (
	"fmt"
	"strings"
)

// Nearest returns the known name that a word most likely stands for: one that
// begins with it or that it begins with, else the one that the fewest edits make
// of it, if they are few enough for a slip of the fingers. It is "" when none is
// near.
func Nearest(word string, known []string) string {
	word = strings.ToLower(word)
	best, fewest := "", 1+max(1, len(word)/3)
	for _, name := range known {
		edits := distance(word, strings.ToLower(name))
		if min(len(word), len(name)) >= 3 && (strings.HasPrefix(name, word) || strings.HasPrefix(word, name)) {
			edits = 1
		}
		if edits < fewest {
			best, fewest = name, edits
		}
	}
	return best
}

// Suggest words the nearest known name: `: did you mean "match"?`.
func Suggest(name string, known []string) string {
	if near := Nearest(name, known); near != "" {
		return fmt.Sprintf(": did you mean %q?", near)
	}
	return ": want one of " + strings.Join(known, ", ")
}

// distance counts the edits between two words: letters to insert, delete,
// replace, or swap with their neighbour (optimal string alignment).
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	var before []int
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := range s {
		next := make([]int, len(t)+1)
		next[0] = i + 1
		for j := range t {
			replace := row[j]
			if s[i] != t[j] {
				replace++
			}
			next[j+1] = min(replace, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(t)]
}
