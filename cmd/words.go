package cmd

import "fmt"

// All that mlvb says is in two files, one for each language: words_en.go and
// words_zh.go. They hold the same keys, and texts with the same verbs; a test
// holds them against each other and against the keys that the code asks for.
//
//   - An error is a sentence without a capital or a full stop: what is wrong,
//     with the name or the path as the user gave it. What to do about it goes
//     to the hint, best as a command to copy.
//   - Short lines, no boxes, no exclamation marks; a number only where it helps.
//   - Names of commands, flags, files and products stay as they are.

// words are what mlvb says in one language, by key.
type words map[string]string

func wordsOf(l language) words {
	if l == chinese {
		return chineseWords()
	}
	return englishWords()
}

// count says how many there are of something, by the key for one or for more.
func (c *console) count(n int, one, more string) string {
	if n == 1 {
		return c.say(one)
	}
	return c.say(more, n)
}

// say returns the text with that key, its verbs filled in.
func (c *console) say(key string, args ...any) string {
	if len(args) == 0 {
		return c.words[key]
	}
	return fmt.Sprintf(c.words[key], args...)
}
