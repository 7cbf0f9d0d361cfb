// Package words is all that mlvb says: a catalogue for each language, which is a
// folder with a file for each area. The files of both hold the same keys, and
// texts with the same verbs; tests hold them against each other and against the
// keys that the code asks for.
//
// The rules of wording:
//
//   - An error is a sentence without a capital or a full stop: what is wrong,
//     with the name or the path as the user gave it. What to do about it goes
//     to the hint, best as a command to copy.
//   - Short lines, no boxes, no exclamation marks; a number only where it helps.
//   - Names of commands, flags, files and products stay as they are.
package words

import (
	"fmt"
	"maps"

	"mlvb/cmd/words/en"
	"mlvb/cmd/words/zh"
)

// A Language is one that mlvb speaks, named as the texts of a template name it.
type Language string

// The languages of mlvb.
const (
	English Language = "en"
	Chinese Language = "zh-CN"
)

// Words are the texts in one language, by key.
type Words map[string]string

// In returns the words of a language; they are English for one that mlvb does
// not speak.
func In(language Language) Words {
	areas := en.Areas()
	if language == Chinese {
		areas = zh.Areas()
	}
	all := Words{}
	for _, texts := range areas {
		maps.Copy(all, texts)
	}
	return all
}

// Say returns the text with that key, its verbs filled in.
func (w Words) Say(key string, args ...any) string {
	if len(args) == 0 {
		return w[key]
	}
	return fmt.Sprintf(w[key], args...)
}

// Count says how many there are of something, by the key for one or for more.
func (w Words) Count(n int, one, more string) string {
	if n == 1 {
		return w.Say(one)
	}
	return w.Say(more, n)
}
