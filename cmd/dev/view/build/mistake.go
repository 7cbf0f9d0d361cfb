package build

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"mlvb/cmd/dev/view/wxml"
)

// reportTemplate reports what the compiler says of a template.
func (r *run) reportTemplate(file string, t *template) {
	if t.err != nil {
		r.fail(r.unreadable(file, t.err))
		return
	}
	for _, key := range t.source.keys {
		whole, _ := r.files.read(key.file)
		r.fail(warning(key.file, r.options.Say("build.key")).at(whole, key.offset))
	}
	text := t.source.text.String()
	for _, mistake := range causes(t.made.Mistakes) {
		at := offsetOf(text, mistake.Line, mistake.Column)
		from, offset := t.source.origin(at)
		whole, _ := r.files.read(from)
		f := warning(from, r.wordsOf(mistake.Message))
		if stops(mistake, text[min(at, len(text)):]) {
			f.Severity = Error
		}
		r.fail(f.at(whole, offset))
	}
}

// unreadable says why the compiler fails on a template. What makes it do so is
// a space from a Chinese keyboard or a web page in a tag, more often than not.
func (r *run) unreadable(file string, err error) Failure {
	text, _ := r.files.read(file)
	for _, t := range tags(text) {
		inside := text[t.start:t.end]
		odd := strings.IndexFunc(inside, func(c rune) bool { return c >= 0x80 && unicode.IsSpace(c) })
		if odd >= 0 {
			return failure(file, r.options.Say("build.space")).at(text, t.start+odd)
		}
	}
	if cause := errors.Unwrap(err); cause != nil {
		err = cause
	}
	return failure(file, r.options.Say("build.compiler", err))
}

// stops reports whether a mistake is one for which WeChat's compiler for upload
// refuses a template too, and that leaves the template misread. That one is
// not strict with much of what this one calls an error, and this one lets pass
// tags that don't match.
func stops(m wxml.Mistake, rest string) bool {
	switch m.Message {
	case "missing end tag", "invalid end tag":
		return true
	case "missing module name":
		return strings.HasPrefix(rest, "wxs")
	}
	return m.Level >= wxml.Fatal
}

// causes leaves out what follows from others: after a fatal mistake or a wrong
// end tag more tags don't match, which are no mistakes of their own.
func causes(mistakes []wxml.Mistake) []wxml.Mistake {
	first := slices.IndexFunc(mistakes, func(m wxml.Mistake) bool {
		return m.Level >= wxml.Fatal || m.Message == "invalid end tag"
	})
	if first < 0 {
		return mistakes
	}
	kept := []wxml.Mistake{}
	for i, m := range mistakes {
		if i == first || !structural(m) {
			kept = append(kept, m)
		}
	}
	return kept
}

func structural(m wxml.Mistake) bool {
	return m.Level >= wxml.Fatal || m.Message == "missing end tag" || m.Message == "invalid end tag"
}

// wordsOf says it in the user's language if it is a message that the
// catalogue knows.
func (r *run) wordsOf(message string) string {
	if words := r.options.Say("wxml." + message); words != "" {
		return words
	}
	return message
}
